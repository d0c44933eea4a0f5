"""create_app(): settings, extensions, rooms, errors. The only file that knows every room."""

import importlib
from pathlib import Path
from types import ModuleType

from flask import Flask, Response
from flask.typing import ResponseReturnValue
from flask_mailman import Mail
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from lms import jobs, log, navigation, settings
from lms.accounts.queries import find_session_actor
from lms.accounts.service import touch_session
from lms.db import base, transaction
from lms.db.base import db
from lms.settings import Settings
from lms.web import errors, jinja, security, session, static_files

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    "audit",
    "messages",
    "organisations",
    "accounts",
    "referrals",
    "catalogue",
    "assessment",
    "progress",
    "certificates",
    "learning",
)
csrf = CSRFProtect()


class Application(Flask):
    """Flask, with the request's transaction ended where its error handlers can still answer for it."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view, then commit or roll back."""
        response: Response = self.make_response(super().dispatch_request())
        return transaction.finish(response)


def create_app(given: Settings | None = None) -> Application:
    """The application; `given` settings stand in for the environment's. Raises `UnsafeSettings` rather than start unsafe."""
    chosen = given or settings.read()
    app = Application(
        "lms", root_path=str(ROOT / "lms"), template_folder=str(ROOT / "templates"), static_folder=None
    )
    app.config |= {"SETTINGS": chosen, "SECRET_KEY": chosen.secret_key, "DEBUG": chosen.debug}
    log.configure(json_lines=chosen.is_production)
    _connect(app, chosen)
    _open_rooms(app)
    session.mark_traceless(app)
    jobs.init_app(app)
    return app


def _connect(app: Application, chosen: Settings) -> None:
    app.config |= {
        "MAIL_SERVER": chosen.smtp_host,
        "MAIL_PORT": chosen.smtp_port,
        "MAIL_USERNAME": chosen.smtp_user or None,
        "MAIL_PASSWORD": chosen.smtp_password or None,
        "MAIL_USE_TLS": chosen.smtp_tls,
        "MAIL_TIMEOUT": 20,
        "MAIL_BACKEND": "smtp",
    }
    if chosen.trusted_proxies:
        count = chosen.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    base.init_app(app, chosen.database_url)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    Mail(app)
    security.init_app(app, chosen)
    transaction.init_app(app)
    session.init_app(app, find_session_actor, touch_session)
    csrf.init_app(app)
    errors.init_app(app)
    jinja.init_app(app, chosen, navigation.menu)
    static_files.init_app(app, ROOT / "static")


def _open_rooms(app: Application) -> None:
    for name in ("web.information", "web.health", *(f"{room}.views" for room in ROOMS)):
        module = _find(f"lms.{name}")
        if module is not None:
            app.register_blueprint(module.blueprint)
    for room in ROOMS:
        module = _find(f"lms.{room}.cli")
        if module is not None:
            app.cli.add_command(module.group)
        _find(f"lms.{room}.tasks")
    for endpoint, view in app.view_functions.items():
        if getattr(view, "traceless", False):
            csrf.exempt(f"lms.{endpoint.replace('.', '.views.')}")


def _find(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name == name:
            return None
        raise
