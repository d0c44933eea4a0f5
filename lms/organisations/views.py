"""The tree of organisations, each organisation's page, and the ways to join it."""

from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.access import Permission, Scope, current_actor, requires
from lms.organisations import queries, service
from lms.organisations.forms import ChangeOrganisationForm, CreateOrganisationForm, DomainForm
from lms.organisations.presenters import code_rows, kind_label, place_choices, place_rows
from lms.organisations.rules import OrganisationKind, clean_ods_code
from lms.organisations.service import OrganisationDetails, Refused

if TYPE_CHECKING:
    from lms.organisations.models import Organisation

blueprint = Blueprint("organisations", __name__)


@blueprint.get("/organisations")
@requires(Permission.SEE_PEOPLE)
def list_organisations() -> ResponseReturnValue:
    """The organisations that this person looks after, as a tree."""
    places = queries.organisation_tree(_scope(Permission.SEE_PEOPLE))
    return render_template("organisations/list_organisations.html", places=place_rows(places))


@blueprint.route("/organisations/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_ORGANISATIONS)
def create_organisation() -> ResponseReturnValue:
    """Add an organisation to the tree."""
    form = CreateOrganisationForm(valid_from=clock.today())
    _offer_parents(form)
    if form.validate_on_submit():
        try:
            details = _details(form, OrganisationKind(form.kind.data))
            return _show(service.create_organisation(actor=current_actor(), details=details))
        except Refused as refusal:
            form.refuse(str(refusal), refusal.field)
    return render_template("organisations/create_organisation.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/organisations/<int:organisation_id>")
@requires(Permission.SEE_PEOPLE)
def show_organisation(organisation_id: int) -> ResponseReturnValue:
    """What an organisation is, and how people join it."""
    organisation = _find(organisation_id, Permission.SEE_PEOPLE)
    return _page(organisation, DomainForm(formdata=None)), 200


@blueprint.route("/organisations/<int:organisation_id>/change", methods=["GET", "POST"])
@requires(Permission.MANAGE_ORGANISATIONS)
def change_organisation(organisation_id: int) -> ResponseReturnValue:
    """Correct what is said about an organisation, or move it in the tree."""
    organisation = _find(organisation_id, Permission.MANAGE_ORGANISATIONS)
    parent = queries.find_parent(organisation.id)
    form = ChangeOrganisationForm(obj=organisation, parent=parent.id if parent else 0)
    _offer_parents(form)
    if form.validate_on_submit():
        try:
            details = _details(form, organisation.kind)
            service.change_organisation(actor=current_actor(), organisation=organisation, details=details)
            return _show(organisation)
        except Refused as refusal:
            form.refuse(str(refusal), refusal.field)
    page = render_template("organisations/change_organisation.html", form=form, name=organisation.name)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/organisations/<int:organisation_id>/domains")
@requires(Permission.MANAGE_ORGANISATIONS)
def add_email_domain(organisation_id: int) -> ResponseReturnValue:
    """Let an e-mail domain place its holders here."""
    organisation, form = _find(organisation_id, Permission.MANAGE_ORGANISATIONS), DomainForm()
    if form.validate():
        try:
            service.add_email_domain(actor=current_actor(), organisation=organisation, text=form.domain.data)
            return _show(organisation)
        except Refused as refusal:
            form.refuse(str(refusal), refusal.field)
    return _page(organisation, form), 422


@blueprint.post("/organisations/<int:organisation_id>/domains/<int:domain_id>/remove")
@requires(Permission.MANAGE_ORGANISATIONS)
def remove_email_domain(organisation_id: int, domain_id: int) -> ResponseReturnValue:
    """Stop an e-mail domain from placing anybody."""
    organisation = _find(organisation_id, Permission.MANAGE_ORGANISATIONS)
    if not service.remove_email_domain(actor=current_actor(), organisation=organisation, domain_id=domain_id):
        abort(404)
    return _show(organisation)


@blueprint.post("/organisations/<int:organisation_id>/join-codes")
@requires(Permission.CONFIRM_MEMBERSHIPS)
def make_join_code(organisation_id: int) -> ResponseReturnValue:
    """Make a code to hand out."""
    organisation = _find(organisation_id, Permission.CONFIRM_MEMBERSHIPS)
    service.make_join_code(actor=current_actor(), organisation=organisation)
    return _show(organisation)


@blueprint.post("/organisations/<int:organisation_id>/join-codes/<int:code_id>/withdraw")
@requires(Permission.CONFIRM_MEMBERSHIPS)
def withdraw_join_code(organisation_id: int, code_id: int) -> ResponseReturnValue:
    """Stop a code from working."""
    organisation = _find(organisation_id, Permission.CONFIRM_MEMBERSHIPS)
    if not service.withdraw_join_code(actor=current_actor(), organisation=organisation, code_id=code_id):
        abort(404)
    return _show(organisation)


def _scope(permission: Permission) -> Scope:
    return queries.scope_for(current_actor(), permission)


def _find(organisation_id: int, permission: Permission) -> "Organisation":
    return queries.find_organisation(_scope(permission), organisation_id) or abort(404)


def _show(organisation: "Organisation") -> ResponseReturnValue:
    return redirect(url_for("organisations.show_organisation", organisation_id=organisation.id), 303)


def _page(organisation: "Organisation", form: DomainForm) -> str:
    return render_template(
        "organisations/show_organisation.html",
        organisation=organisation,
        kind=kind_label(organisation),
        parent=queries.find_parent(organisation.id),
        domains=queries.domains_of(organisation),
        codes=code_rows(queries.join_codes_of(organisation)),
        may_manage=current_actor().may(Permission.MANAGE_ORGANISATIONS),
        may_see_progress=_scope(Permission.SEE_PROGRESS).holds(organisation.id),
        form=form,
    )


def _offer_parents(form: ChangeOrganisationForm) -> None:
    everything = queries.organisation_tree(_scope(Permission.MANAGE_ORGANISATIONS))
    form.parent.choices = [(0, "Nothing: it stands at the top"), *place_choices(everything)]


def _details(form: ChangeOrganisationForm, kind: OrganisationKind) -> OrganisationDetails:
    scope = _scope(Permission.MANAGE_ORGANISATIONS)
    return OrganisationDetails(
        kind=kind,
        name=form.name.data,
        ods_code=clean_ods_code(form.ods_code.data or ""),
        parent=queries.find_organisation(scope, form.parent.data) if form.parent.data else None,
        valid_from=form.valid_from.data or clock.today(),
        valid_to=form.valid_to.data,
    )
