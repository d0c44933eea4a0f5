"""Bring the data to where the service can start: migrated, with a course to study and, in demo mode, the demo."""

import sys

import click
from flask_migrate import upgrade

from lms import settings
from lms.app import Application, create_app
from lms.demo.service.load import at_its_beginning


def main() -> int:
    """Do whatever is not done yet, in one process because starting one takes longest; returns the exit status."""
    try:
        app = create_app()
        with app.app_context():
            upgrade()
            return _fill(app)
    except settings.UnsafeSettings as problem:
        print(problem, file=sys.stderr)
        return 1
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code


def _fill(app: Application) -> int:
    """Import the courses; in demo mode the first ones as of the day on which the demo begins, and then the demo."""
    if not settings.current().is_demo:
        return _run(app, "courses", "import")
    with at_its_beginning():
        failed = _run(app, "courses", "import")
    return failed or _run(app, "demo", "load")


def _run(app: Application, group: str, command: str) -> int:
    return int(app.cli.commands[group].main([command], standalone_mode=False) or 0)


if __name__ == "__main__":
    sys.exit(main())
