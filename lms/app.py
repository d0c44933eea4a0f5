"""create_app(): settings, extensions, rooms, errors. The only file that knows every room."""

from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue
from flask_mailman import Mail
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import lms.accounts.cli
import lms.accounts.tasks
import lms.accounts.views
import lms.audit.cli
import lms.audit.tasks
import lms.authoring.views
import lms.catalogue.cli
import lms.catalogue.views
import lms.certificates.tasks
import lms.certificates.views
import lms.cpd.cli
import lms.cpd.tasks
import lms.cpd.views
import lms.demo.cli
import lms.learning.tasks
import lms.learning.views
import lms.messages.tasks
import lms.organisations.views
import lms.referrals.tasks
import lms.referrals.views
import lms.reporting.cli
import lms.reporting.tasks
import lms.reporting.views
import lms.web.health
import lms.web.information
from lms import backup, jobs, log, navigation, settings
from lms.accounts.queries import demo_accounts_exist, find_session_actor, roles_above_learner_exist
from lms.accounts.service import touch_session
from lms.db import base, schema, transaction
from lms.db.base import db
from lms.settings import Settings, UnsafeSettings
from lms.web import addresses, errors, jinja, security, session, static_files

ROOT = Path(__file__).resolve().parent.parent
BLUEPRINTS = (
    lms.web.health.blueprint,
    lms.web.information.blueprint,
    lms.organisations.views.blueprint,
    lms.accounts.views.blueprint,
    lms.referrals.views.blueprint,
    lms.catalogue.views.blueprint,
    lms.certificates.views.blueprint,
    lms.cpd.views.blueprint,
    lms.learning.views.blueprint,
    lms.authoring.views.blueprint,
    lms.reporting.views.blueprint,
)
COMMANDS = (
    lms.audit.cli.group,
    lms.accounts.cli.group,
    lms.catalogue.cli.group,
    lms.cpd.cli.group,
    lms.reporting.cli.group,
    backup.group,
    lms.demo.cli.group,
)
csrf = CSRFProtect()


class Application(Flask):
    """Flask, with the request's transaction ended where its error handlers can still answer for it."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view, then commit or roll back."""
        response: Response = self.make_response(super().dispatch_request())
        return transaction.finish(response)

    def log_exception(self, exc_info: Any) -> None:
        """Log what went wrong under the route's rule: an address itself may hold a token."""
        log.get_logger("web").error("request_failed", route=str(request.url_rule), exc_info=exc_info)


def create_app(given: Settings | None = None) -> Application:
    """The application; `given` settings stand in for the environment's. Raises `UnsafeSettings` where it is unsafe."""
    chosen = given or settings.read()
    app = Application("lms", root_path=str(ROOT / "lms"), template_folder=str(ROOT / "templates"), static_folder=None)
    app.config |= {"SETTINGS": chosen, "SECRET_KEY": chosen.secret_key, "DEBUG": chosen.debug}
    log.configure(json_lines=chosen.is_production)
    _connect(app, chosen)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    _know_nobody_on_traceless_pages(app)
    queue = jobs.init_app(app)

    @app.cli.command("work", help="Run the job worker until it is stopped.")
    def work() -> None:
        refuse_unsafe_data(app)
        jobs.work(queue)

    return app


def refuse_unsafe_data(app: Application) -> None:
    """Raise `UnsafeSettings` where production would serve a database that is behind, demo accounts, or roles above
    learner."""
    if not app.config["SETTINGS"].is_production:
        return
    with app.app_context():
        if schema.is_behind(db.session.connection()):
            raise UnsafeSettings("The database is behind its migrations. Run: flask --app lms.app db upgrade")
        if demo_accounts_exist():
            raise UnsafeSettings("This database holds demo accounts, whose password is public. Use another database.")
        if roles_above_learner_exist():
            raise UnsafeSettings("Somebody here holds a role above learner, and the second factor is not built yet.")


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
    base.init_app(app, chosen.database_url)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    Mail(app)
    security.init_app(app, chosen)
    transaction.init_app(app)
    session.init_app(app, find_session_actor, touch_session)
    csrf.init_app(app)
    errors.init_app(app)
    addresses.init_app(app)
    jinja.init_app(app, chosen, navigation.menu)
    static_files.init_app(app, ROOT / "static", chosen)
    if chosen.trusted_proxies:
        count = chosen.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def _know_nobody_on_traceless_pages(app: Application) -> None:
    session.mark_traceless(app)
    for view in app.view_functions.values():
        if getattr(view, "traceless", False):
            csrf.exempt(view)
