"""The forms of this room."""

from typing import Any

from wtforms import HiddenField, StringField
from wtforms.validators import Length, StopValidation

from lms.authoring.rules.reviews import Aspect
from lms.catalogue.rules import ChangeKind
from lms.content.codes import fault_of_code
from lms.content.files import FILE_LIMIT
from lms.web.fields import FileField, RadiosField, TextareaField, TextField
from lms.web.forms import Form

ASPECTS = {
    Aspect.TEXT: "The text",
    Aspect.LAW: "What it says of the law",
    Aspect.FIGURES: "Its figures and sources",
    Aspect.DIRECTORY: "Its directory of services",
}


def code_of_a_course(form: Any, field: Any) -> None:
    """Refuse what no new course can be called in addresses."""
    if fault := fault_of_code(field.data):
        raise StopValidation(fault)


class CourseForm(Form):
    """A course that is to be started."""

    title = TextField(
        "Title",
        required="Enter a title",
        hint="For those who write it. Learners and certificates have a neutral title, which you write in course.yaml",
    )
    code = TextField(
        "Code",
        required="Enter a code",
        hint="It appears in addresses, where others may see it, and never changes: choose a neutral word. "
        "2 to 20 lower-case letters, digits and hyphens",
        validators=[code_of_a_course],
        classes="nhsuk-input--width-20",
        autocomplete="off",
        autocapitalize="none",
        spellcheck=False,
    )


class TextForm(Form):
    """The text of a file, as it was typed: nothing in it is put right on the way."""

    text = StringField("Text", [Length(max=FILE_LIMIT, message="A file has at most 1 MB. Split it")])
    base = HiddenField()


class SendForm(Form):
    """A draft on its way to whoever reviews it."""

    note = TextareaField(
        "What have you changed, and why?",
        required="Enter what you have changed, and why",
        hint="For whoever reviews it. Name no patient",
        longest=2000,
        rows="4",
    )


class CommentForm(Form):
    """A remark on a line."""

    comment = TextareaField("Comment", required="Enter your comment", longest=2000, rows="3")


class ReturnForm(Form):
    """Why a draft is given back."""

    reason = TextareaField("What has to change?", required="Enter what has to change", longest=2000, rows="3")


class ApproveForm(Form):
    """What somebody vouches for."""

    aspect = RadiosField("What do you approve?", required="Select what you approve")
    remark = TextareaField("Remark (optional)", longest=2000, rows="2")

    def offer(self, waiting: tuple[Aspect, ...]) -> None:
        """What nobody has approved yet."""
        self.aspect.choices = [(aspect.value, ASPECTS[aspect]) for aspect in waiting]


class SettleForm(Form):
    """What was done about something that a learner says is out of date."""

    answer = TextField("What was done (optional)", longest=200)


class PublishForm(Form):
    """What kind of change goes live, and why."""

    change = RadiosField(
        "What kind of change is it?",
        required="Select what kind of change it is",
        choices=[
            (ChangeKind.EDITORIAL.value, "Editorial: nobody has to read anything again"),
            (ChangeKind.MATERIAL.value, "Material: those who had finished are offered the changed pages"),
        ],
    )
    reason = TextareaField(
        "Reason", required="Enter the reason", hint="Learners see it beside the changed pages", longest=500, rows="2"
    )


class UploadForm(Form):
    """A course as a zip file."""

    file = FileField("Zip file of the course", required="Select a zip file", accept=".zip")


class MoodleForm(Form):
    """Questions as a Moodle XML file."""

    file = FileField("Moodle XML file", hint="1 MB at most", required="Select a Moodle XML file", accept=".xml")


class ImageForm(Form):
    """A picture for a module, with what somebody learns who cannot see it."""

    image = FileField("Picture", hint="PNG, JPEG, WebP or SVG, at most 1 MB", required="Select a picture")
    words = TextField(
        "What does it show?",
        required="Enter what the picture shows",
        hint="Read aloud to people who cannot see it",
        longest=300,
    )
