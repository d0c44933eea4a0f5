"""What a worker process starts: the jobs that the web server leaves to be done."""

from lms.app import create_app

if __name__ == "__main__":
    consumer = create_app().extensions["queue"].create_consumer(workers=1, initial_delay=0.1, max_delay=1, backoff=1.3)
    consumer.run()
