"""The result of the questions."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from lms import clock
from lms.access import current_actor, signed_in
from lms.learning import queries, rules
from lms.learning.presenters import my_learning
from lms.learning.presenters.result import result_page
from lms.learning.views.blueprint import begun_study, blueprint, owner


@blueprint.get("/learning/<code>/<int:module>/result")
@signed_in
def show_result(code: str, module: int) -> ResponseReturnValue:
    """The result of the attempt that was handed in last."""
    study, standing = begun_study(code, module)
    sittings = queries.sittings(owner(), study)
    page = result_page(study.module, sittings) or abort(404)
    return render_template(
        "learning/show_result.html",
        study=study,
        result=page,
        readiness=rules.readiness(study.module, standing, sittings, clock.now()),
        completion=queries.find_completion(owner(), study),
        following=my_learning.following(study, current_actor().staff_groups),
    )
