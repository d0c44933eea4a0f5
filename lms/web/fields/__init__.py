"""Form fields that draw themselves as NHS components: a template says only which field, `{{ form.email }}`.

A field takes its label first, then `required=` (the error when nothing is given; without it the field may
stay empty), `hint=`, `validators=`, and any option of its NHS component, such as `autocomplete=` or `width=`.
"""

from lms.web.fields.choices import CheckboxesField, ConfirmField, RadiosField, SelectField
from lms.web.fields.files import FileField
from lms.web.fields.text import CodeField, EmailField, PasswordField, TextareaField, TextField, clean

__all__ = [
    "CheckboxesField",
    "CodeField",
    "ConfirmField",
    "EmailField",
    "FileField",
    "PasswordField",
    "RadiosField",
    "SelectField",
    "TextField",
    "TextareaField",
    "clean",
]
