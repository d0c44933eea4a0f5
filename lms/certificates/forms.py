"""The forms of this room: the name to be printed, a code to check, a PDF to compare."""

from typing import Any

from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from lms.certificates.rules.name import MAX_LENGTH, UnprintableNameError, printed_name
from lms.certificates.rules.script import HAN_FORMS, likely_han_forms, needs_han_forms
from lms.web.fields import CodeField, FileField, RadiosField, TextField
from lms.web.forms import Form


class NameField(TextField):
    """A name that is taken as it was typed: what cannot be seen is refused, not quietly dropped."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Leave every character where it is: rules.name decides."""
        if valuelist:
            self.data = valuelist[0]


class NameForm(Form):
    """The name as it is to stand on the certificate."""

    name = NameField(
        "Name to be printed",
        required="Enter your name",
        hint="Capitals, accents and hyphens stay as you type them",
        longest=10 * MAX_LENGTH,
        autocomplete="name",
        spellcheck=False,
    )

    han_forms = RadiosField(
        "Draw its Chinese characters as in",
        choices=tuple(HAN_FORMS.items()),
        hint="Some characters have another form in each language",
    )

    def __init__(self, *, name: str, language: str = "") -> None:
        """`language` is that of the name as it was printed before."""
        super().__init__(name=name, han_forms=language if language in HAN_FORMS else None)

    def offer_forms(self) -> bool:
        """Whether the name leaves its characters' forms open; then each is offered with the name in it."""
        name = self.name.data
        if not needs_han_forms(name):
            return False
        self.han_forms.data = self.han_forms.data or likely_han_forms(name)
        self.han_forms.choices = [
            SelectChoice(forms, language, {"hint": {"text": name, "attributes": {"lang": forms}}})
            for forms, language in HAN_FORMS.items()
        ]
        return True

    def validate_name(self, field: Any) -> None:
        """Only what can stand on paper without misleading a reader."""
        try:
            field.data = printed_name(field.data or "")
        except UnprintableNameError as refused:
            raise ValidationError(str(refused)) from refused


class PublicForm(Form):
    """A form that anybody may send: it changes nothing, so it has no token and needs no cookie."""

    class Meta:
        """Without a token."""

        csrf = False


class CodeForm(PublicForm):
    """The code that stands on a certificate."""

    code = CodeField(
        "Code on the certificate",
        required="Enter the code on the certificate",
        hint="26 letters and numbers, such as 7K4M-Q2XD-9FTR-W3HB-5PZC-8NJV-EA. Spaces and hyphens do not matter",
    )


class PdfForm(PublicForm):
    """The PDF of a certificate, to be compared and then forgotten."""

    pdf = FileField(
        "Certificate as a PDF",
        hint="1 MB at most. It is compared and not kept",
        required="Choose the PDF of a certificate",
        accept="application/pdf",
    )
