"""The forms of accounts, as people fill them in."""

from typing import Any

from wtforms import HiddenField
from wtforms.validators import StopValidation

from lms.accounts.rules.passwords import password_fault
from lms.accounts.rules.people import ROLE_HINTS, ROLE_LABELS, normal_email
from lms.content.schema import STAFF_GROUPS
from lms.web.fields import ConfirmField, EmailField, PasswordField, RadiosField, SelectField, TextField
from lms.web.fields.dates import DateField
from lms.web.fields.text import clean
from lms.web.forms import Form

WRONG_PASSWORD = "Enter the password that you sign in with now"
EMAIL_HINT = "We send a link there to check that it is yours"
CODE_HINT = "12 letters and numbers, if your organisation has given you one. If it has not, leave this empty"


class SafePassword:
    """Refuses a password that is too short or too easily guessed, and says what to do."""

    def __call__(self, form: Any, field: Any) -> None:
        """Judge the password beside what is known of the person."""
        fault = password_fault(field.data, email=getattr(form, "of_email", ""), name=getattr(form, "of_name", ""))
        if fault is not None:
            raise StopValidation(fault.value)


def new_password(label: str = "Password") -> PasswordField:
    """A field for a password that is being chosen."""
    hint = "12 characters or more. Three random words are easy to remember. You can paste from a password manager"
    return PasswordField(
        label, required="Enter a password", hint=hint, validators=[SafePassword()], autocomplete="new-password"
    )


def old_password() -> PasswordField:
    """A field for the password of somebody who is signed in, to show that it is still them."""
    return PasswordField("Your password now", required=WRONG_PASSWORD, autocomplete="current-password")


def staff_group_field() -> RadiosField:
    """What somebody works as."""
    return RadiosField(
        "Which of these is nearest to your work?",
        required="Select the one nearest to your work",
        choices=list(STAFF_GROUPS.items()),
    )


class _HasEmail(Form):
    """A form with an e-mail address, in the form in which addresses are compared."""

    @property
    def address(self) -> str:
        """The address in its normal form."""
        return normal_email(self.email.data or "")


class SignInForm(_HasEmail):
    """Signing in; `next` and `replay` carry on what was going on before."""

    email = EmailField("Work email address", required="Enter your email address", autocomplete="username")
    password = PasswordField("Password", required="Enter your password", autocomplete="current-password")
    next = HiddenField()
    replay = HiddenField()


class RegisterForm(_HasEmail):
    """Asking for an account."""

    name = TextField("Full name", required="Enter your full name", hint="As on your staff card", autocomplete="name")
    email = EmailField("Work email address", required="Enter your work email address", hint=EMAIL_HINT)
    staff_group = staff_group_field()
    join_code = TextField("Join code (optional)", hint=CODE_HINT, longest=40, autocomplete="off", spellcheck=False)
    organisation = TextField(
        "Name or ODS code of your organisation (optional)",
        hint="Its manager is asked to confirm that you work there. You can also do this later",
        autocomplete="organization",
    )


class NewPasswordForm(Form):
    """Choosing a password behind a link."""

    password = new_password()

    def __init__(self, *, of_email: str, of_name: str = "") -> None:
        self.of_email, self.of_name = of_email, of_name
        super().__init__()


class ResetForm(_HasEmail):
    """Saying that one cannot sign in."""

    email = EmailField("Email address", required="Enter your email address", autocomplete="username")


class ButtonForm(Form):
    """A page with nothing but a button."""


class NameForm(Form):
    """Changing one's name."""

    name = TextField("Full name", required="Enter your full name", autocomplete="name")


class ChangePasswordForm(Form):
    """Changing one's password, knowing the old one."""

    password_now = old_password()
    password = new_password("New password")

    def __init__(self, *, of_email: str, of_name: str) -> None:
        self.of_email, self.of_name = of_email, of_name
        super().__init__()


class ChangeEmailForm(_HasEmail):
    """Changing one's e-mail address."""

    email = EmailField("New email address", required="Enter the new email address", hint=EMAIL_HINT)
    password_now = old_password()


class WishesForm(Form):
    """What a person can switch off."""

    unlisted = ConfirmField("Do not list me: leave my name off every list that others can open")
    reminders = ConfirmField("Send me learning reminders by email")
    certificates_checkable = ConfirmField("Let whoever has the code of one of my certificates check that it is genuine")


class JoinForm(Form):
    """Joining with a code."""

    join_code = TextField(
        "Join code",
        required="Enter the join code",
        longest=40,
        autocomplete="off",
        spellcheck=False,
        hint="12 letters and numbers",
    )
    staff_group = staff_group_field()


class FindOrganisationForm(Form):
    """Looking for an organisation."""

    organisation = TextField("Name or ODS code of the organisation", required="Enter a name or an ODS code")


class AskToJoinForm(Form):
    """Asking an organisation to confirm that one works there."""

    organisation = HiddenField(filters=[lambda text: clean(text or "")])  # what was looked for
    organisation_id = RadiosField("Which organisation?", required="Select an organisation", coerce=int)
    staff_group = staff_group_field()


class StaffGroupForm(Form):
    """Changing what one works as."""

    staff_group = staff_group_field()


class FindPersonForm(_HasEmail):
    """Looking somebody up by their whole e-mail address."""

    email = EmailField("Email address", required="Enter the whole email address", autocomplete="off")


class AddMembershipForm(Form):
    """Placing somebody in an organisation."""

    organisation_id = SelectField("Organisation", required="Select an organisation", coerce=int)
    staff_group = SelectField(
        "Staff group", required="Select a staff group", choices=[("", "Select a staff group"), *STAFF_GROUPS.items()]
    )


class GrantForm(_HasEmail):
    """Giving a role."""

    email = EmailField("Email address of the person", required="Enter the person's email address", autocomplete="off")
    role = RadiosField(
        "Role",
        required="Select a role",
        choices=[(role, ROLE_LABELS[role], {"hint": {"text": hint}}) for role, hint in ROLE_HINTS.items()],
    )
    organisation_id = SelectField("Over which organisation, with all below it", coerce=int)
    starts_on = DateField("First day", required="Enter the first day")
    ends_on = DateField("Last day (optional)")
