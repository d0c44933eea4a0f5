"""The directory behind the finder: what is recorded, what is due a check, and recording one."""

import re
from dataclasses import fields

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.access import Permission, current_actor, requires
from lms.content.areas import boards_on
from lms.referrals import presenters, queries, service
from lms.referrals.forms import CheckForm, ServiceForm
from lms.referrals.rules.entries import Consent, Details, Entry, Kind, Outcome, Referral
from lms.referrals.service import Check, Refused
from lms.referrals.views.blueprint import blueprint


@blueprint.get("/directory")
@requires(Permission.KEEP_DIRECTORY)
def list_services() -> ResponseReturnValue:
    """Every entry, and before them those that are due a check."""
    today = clock.today()
    due, all_of_them = queries.entries_due(), queries.entries()
    return render_template(
        "referrals/list_services.html",
        due=presenters.entry_rows(due, today),
        others=presenters.entry_rows([entry for entry in all_of_them if entry not in due], today),
    )


@blueprint.route("/directory/new", methods=["GET", "POST"])
@requires(Permission.KEEP_DIRECTORY)
def create_service() -> ResponseReturnValue:
    """Add a service; its number shows once somebody has recorded a check."""
    form = ServiceForm(referral_by=Referral.NOT_KNOWN, consent=Consent.NOT_KNOWN)
    form.offer_areas(_boards())
    if form.validate_on_submit():
        return _show(service.add_service(actor=current_actor(), details=_details(form)))
    return render_template("referrals/create_service.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/directory/<int:service_id>")
@requires(Permission.KEEP_DIRECTORY)
def show_service(service_id: int) -> ResponseReturnValue:
    """What is recorded of a service, how far it is shown, and every check of it."""
    entry = _entry_or_404(service_id)
    return render_template(
        "referrals/show_service.html",
        entry=entry,
        facts=presenters.facts(entry),
        standing=presenters.standing(entry, clock.today()),
        checks=presenters.check_rows(queries.checks_of(service_id), current_actor().key),
    )


@blueprint.route("/directory/<int:service_id>/change", methods=["GET", "POST"])
@requires(Permission.KEEP_DIRECTORY)
def change_service(service_id: int) -> ResponseReturnValue:
    """Correct what is recorded; whatever somebody would act on has to be checked again."""
    entry = _entry_or_404(service_id)
    form = ServiceForm(obj=entry)
    form.offer_areas(_boards(), entry.areas)
    if form.validate_on_submit():
        try:
            service.change_service(
                actor=current_actor(), service_id=service_id, details=_details(form), version=_version(form)
            )
            return _show(service_id)
        except Refused as refusal:
            form.refuse(str(refusal), refusal.field)
    page = render_template("referrals/change_service.html", form=form, entry=entry)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/directory/<int:service_id>/check", methods=["GET", "POST"])
@requires(Permission.KEEP_DIRECTORY)
def check_service(service_id: int) -> ResponseReturnValue:
    """Record what somebody has seen on the service's own page."""
    entry = _entry_or_404(service_id)
    form = CheckForm(checked_on=clock.today(), version=entry.version)
    if form.validate_on_submit():
        check = Check(Outcome(form.outcome.data), form.checked_on.data or clock.today(), form.evidence.data)
        try:
            service.check_service(actor=current_actor(), service_id=service_id, check=check, version=_version(form))
            return _show(service_id)
        except Refused as refusal:
            form.refuse(str(refusal), refusal.field)
    facts = presenters.facts(entry)
    page = render_template("referrals/check_service.html", form=form, entry=entry, facts=facts)
    return page, 422 if form.is_submitted() else 200


def _entry_or_404(service_id: int) -> Entry:
    return queries.find_entry(service_id) or abort(404)


def _show(service_id: int) -> ResponseReturnValue:
    return redirect(url_for(".show_service", service_id=service_id), 303)


def _boards() -> list[str]:
    return [board.code for board in boards_on(clock.today())]


def _version(form: ServiceForm | CheckForm) -> int:
    """The version that this person has seen; none of those there are, where somebody has meddled with the form."""
    text = form.version.data or ""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def _details(form: ServiceForm) -> Details:
    given = {field.name: form[field.name].data or "" for field in fields(Details)}
    return Details(
        **given
        | {
            "kind": Kind(form.kind.data),
            "areas": frozenset(form.areas.data),
            "referral_by": Referral(form.referral_by.data),
            "consent": Consent(form.consent.data),
        }
    )
