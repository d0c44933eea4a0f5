"""Questions about people: who is signed in, who works where, who may do what. One noun a file."""

from lms.accounts.queries.people import demo_accounts_exist, roles_above_learner_exist, staff_groups_of
from lms.accounts.queries.sessions import find_session_actor
from lms.organisations.queries import scope_for

__all__ = ["demo_accounts_exist", "find_session_actor", "roles_above_learner_exist", "scope_for", "staff_groups_of"]
