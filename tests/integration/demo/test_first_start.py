"""The demo as `./run` leaves it: loaded when the service first starts, in demo mode alone."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from lms.demo.service.accounts import CLINICIAN, PASSWORD
from lms.settings import Mode


def test_the_service_starts_with_people_who_have_studied(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Work email address").fill(CLINICIAN.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Carry on where you stopped")).to_be_visible()


@pytest.mark.parametrize("mode", [Mode.TEST, Mode.PRODUCTION])
def test_no_demo_is_loaded_outside_demo_mode(app: Flask, mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], mode=mode))
    refused: Any = app.test_cli_runner().invoke(args=["demo", "load"])
    assert refused.exit_code == 1 and "in demo mode only" in refused.output
