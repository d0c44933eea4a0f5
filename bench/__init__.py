"""Measurements that take too long, or depend too much on the machine, to be tests: `./run bench` and `./run soak`."""
