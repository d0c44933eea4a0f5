"""Saying that something in a course is out of date. What is kept says where and in which month, and never who.

The place stands in the query of the address, and so does the way back to it: both are there without a script.
"""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.access import current_actor, signed_in
from lms.accounts.rules.sign_in import ThrottledAct
from lms.accounts.service.throttle import TooManyTries, note_try
from lms.catalogue.queries import LiveCourse
from lms.learning import queries, rules, service
from lms.learning.forms import ReportForm
from lms.learning.rules import Place
from lms.learning.views.blueprint import blueprint, owner

TOO_MANY = "You have sent many reports in a short time. Your words are still here. Wait 15 minutes, then send them"


@blueprint.route("/learning/<code>/report", methods=["GET", "POST"])
@signed_in
def report_place(code: str) -> ResponseReturnValue:
    """What is out of date or wrong at a place, in somebody's own words; sent twice, it is one report."""
    (revision, place), form, status = _find_place(code), ReportForm(), 200
    if form.validate_on_submit():
        if _may_send():
            service.report_place(key=form.new_key, revision=revision, place=place, words=form.words.data)
            return redirect(url_for(".show_report_sent", code=code, back=_way_back(code)), 303)
        form.refuse(TOO_MANY)
        status = 429
    page = render_template("learning/report_place.html", form=form, place=place, back=_way_back(code))
    return page, status if status == 429 or not form.errors else 422


@blueprint.get("/learning/<code>/report/sent")
@signed_in
def show_report_sent(code: str) -> ResponseReturnValue:
    """Thanks, and the way back."""
    _find_place(code)
    return render_template("learning/show_report_sent.html", back=_way_back(code))


def _find_place(code: str) -> tuple[LiveCourse, Place]:
    try:
        return queries.get_place(owner(), code, request.args)
    except (LookupError, ValueError):
        abort(404)


def _may_send() -> bool:
    """Whether this account may send one more from here, which is counted; what is sent is not kept beside it."""
    try:
        note_try(ThrottledAct.REPORT_PLACE, current_actor().email, request.remote_addr or "")
    except TooManyTries:
        return False
    return True


def _way_back(code: str) -> str:
    """The page that somebody comes from; my learning where the address names none of this course."""
    path = request.args.get("back", "")
    return path if rules.is_page_of(code, path) else url_for("learning.show_learning")
