"""Production refuses a database that would put people at risk; health and readiness say what they mean."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from lms.app import refuse_unsafe_data
from lms.db.base import db
from lms.db.transaction import own_transaction
from lms.settings import Mode, UnsafeSettings


@pytest.fixture
def production(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The same application, told that real people use it."""
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], mode=Mode.PRODUCTION))
    return app


@pytest.fixture
def revision(app: Flask) -> Any:
    """Say which migration the database stands at, if any; put back afterwards."""
    [head] = db.session.scalars(db.text("SELECT version_num FROM alembic_version")).all()

    def stand_at(*names: str) -> None:
        with own_transaction():
            db.session.execute(db.text("DELETE FROM alembic_version"))
            for name in names:
                db.session.execute(db.text("INSERT INTO alembic_version VALUES (:name)"), {"name": name})

    yield stand_at
    stand_at(head)


def test_production_serves_a_database_at_its_newest_migration(production: Flask) -> None:
    refuse_unsafe_data(production)  # type: ignore[arg-type]


def test_production_refuses_demo_accounts(production: Flask, make: Any) -> None:
    with own_transaction():
        make.person(is_demo=True)
    with pytest.raises(UnsafeSettings, match="demo accounts"):
        refuse_unsafe_data(production)  # type: ignore[arg-type]


def test_production_refuses_roles_that_no_second_factor_guards(production: Flask, make: Any) -> None:
    with own_transaction():
        make.administrator()
    with pytest.raises(UnsafeSettings, match="second factor"):
        refuse_unsafe_data(production)  # type: ignore[arg-type]
    refused = production.test_cli_runner().invoke(args=["work"])
    assert isinstance(refused.exception, UnsafeSettings)


def test_a_database_that_is_ahead_is_allowed(production: Flask, revision: Callable[..., None]) -> None:
    revision("9999")
    refuse_unsafe_data(production)  # type: ignore[arg-type]
    assert production.test_client().get("/readyz").status_code == 200


def test_a_database_that_is_behind_is_refused(production: Flask, revision: Callable[..., None]) -> None:
    revision()
    with pytest.raises(UnsafeSettings, match="behind"):
        refuse_unsafe_data(production)  # type: ignore[arg-type]
    assert production.test_client().get("/readyz").status_code == 503


def test_health_touches_no_database_and_readiness_does(
    client: Any, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with statements() as asked:
        assert client.get("/healthz").status_code == 200
    assert asked == []
    with statements() as asked:
        assert client.get("/readyz").status_code == 200
    assert asked
