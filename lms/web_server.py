"""The web server: granian, whose workers are forked from a process that has loaded the application and its courses.

So they share that memory, and a worker in the place of one that died answers at once. Takes granian's own options.
"""

import gc
import multiprocessing
import sys
import threading

from granian.cli import cli

from lms.app import Application
from lms.catalogue.queries import get_index, live_courses
from lms.db.base import db


def main() -> None:
    """Load, then serve until stopped."""
    if sys.platform == "linux":  # elsewhere a fork is not safe, and each worker loads for itself
        from wsgi import app  # it refuses what is unsafe, so it is made only here

        multiprocessing.set_start_method("fork")
        load(app)
    cli(auto_envvar_prefix="GRANIAN")


def load(app: Application) -> None:
    """Everything that requests share, in memory once and left alone by the garbage collector from now on."""
    with app.app_context():
        for live in live_courses():
            get_index(live.revision_id)
        db.session.remove()
        db.engine.dispose()  # a connection belongs to the process that opened it
    for name in app.jinja_env.list_templates(filter_func=is_page):
        app.jinja_env.get_template(name)
    gc.collect()
    gc.freeze()
    assert threading.active_count() == 1, "a thread's locks would stay shut in every worker"


def is_page(template: str) -> bool:
    """Whether a template is drawn while serving: what is put on paper is drawn elsewhere, with filters of its own."""
    return not template.startswith("pdf/")


if __name__ == "__main__":
    main()
