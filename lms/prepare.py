"""Bring the data to where the service can start: migrated, with a course to study and, in demo mode, the demo."""

import sys

import click
from flask_migrate import upgrade

from lms import settings
from lms.app import create_app

IMPORT_COURSES = ("courses", "import")
LOAD_DEMO = ("demo", "load")


def main() -> int:
    """Do whatever is not done yet, in one process because starting one takes longest; returns the exit status."""
    try:
        app = create_app()
        with app.app_context():
            upgrade()
            for group, *arguments in (IMPORT_COURSES, LOAD_DEMO) if settings.current().is_demo else (IMPORT_COURSES,):
                if status := app.cli.commands[group].main(arguments, standalone_mode=False):
                    return int(status)
    except settings.UnsafeSettings as problem:
        print(problem, file=sys.stderr)
        return 1
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
