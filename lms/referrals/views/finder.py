"""The finder and its pocket cards: they know nobody, and what is chosen comes by POST, is answered and forgotten."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.access import only_reads, traceless
from lms.referrals import presenters, queries
from lms.referrals.forms import AreaForm
from lms.referrals.rules.cards import card_for
from lms.referrals.rules.places import Place, cards_wanted, find_place, places_to_choose
from lms.referrals.views.blueprint import blueprint
from lms.web.downloads import send_bytes

WAIT_SECONDS = 60  # until the job has looked at the cards again


@blueprint.route("/services", methods=["GET", "POST"])
@traceless
@only_reads
def show_services() -> ResponseReturnValue:
    """Whom to call first, and once an area is chosen the services that are recorded for it."""
    form = _area_form()
    if request.method == "POST" and form.validate():
        return _services_page(form, _chosen(form)), 200
    return _services_page(form, None), 422 if form.errors else 200


@blueprint.post("/services/card.pdf")
@traceless
@only_reads
def print_card() -> ResponseReturnValue:
    """The pocket card of an area: only one that says what is right today."""
    form = _area_form()
    if not form.validate() or form.area.data not in cards_wanted(clock.today()):
        return _services_page(form, None), 422
    place = _chosen(form)
    assert place is not None
    card = card_for(place, queries.services_for(place).services)
    if content := queries.find_card(place.code, card.fingerprint):
        return send_bytes(content, "card.pdf", "application/pdf")
    page = render_template("referrals/print_card.html", place=place, helpline=None)
    return page, 202, {"Retry-After": str(WAIT_SECONDS)}


def _area_form() -> AreaForm:
    form = AreaForm()
    form.area.choices = [("", "Select an area"), *places_to_choose(clock.today())]
    return form


def _chosen(form: AreaForm) -> Place | None:
    return find_place(form.area.data, clock.today())


def _services_page(form: AreaForm, place: Place | None) -> str:
    found = queries.services_for(place)
    return render_template(
        "referrals/show_services.html",
        form=form,
        place=place,
        about=presenters.about_place(place) if place else "",
        helpline=found.helpline,
        found=presenters.services_view(found.services),
        cards=presenters.cards_of(place) if place else [],
    )
