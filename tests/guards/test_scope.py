"""Every query over people says whose they are: a `Scope` or an `owner` comes first. The few that cannot are named."""

import ast
import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import FunctionType, ModuleType

from sqlalchemy import Select, Table
from sqlalchemy.sql import visitors

import lms
from lms.db.base import Base

PLUMBING = {"content", "db", "web"}
ROOMS = sorted({found.name for found in pkgutil.iter_modules(lms.__path__) if found.ispkg} - PLUMBING)
FIRST = {"scope", "owner"}
# Columns that lead to a person, whether or not they are foreign keys.
LEADS_TO_PEOPLE = {"person_id", "owner", "email", "to"}
# Queries that cannot know whose rows they may see, each with the reason.
EXCEPTIONS = {
    "accounts.queries.people.roles_above_learner_exist": "yes or no, before production starts",
    "accounts.queries.people.demo_accounts_exist": "yes or no, before production starts",
    "accounts.queries.people.find_credential": "sign-in: nobody is signed in yet",
    "accounts.queries.people.find_person_by_email": "registration, reset and grants start from an address",
    "accounts.queries.people.grant_in_force": "a condition on a date, not a query",
    "accounts.queries.people.managers_of": "whom to tell of a request; shown to nobody",
    "accounts.queries.people.membership_in_force": "a condition on a date, not a query",
    "accounts.queries.sessions.find_session_actor": "who is asking: the session's token is the proof",
    "assessment.queries.first_attempts": "how questions do, over ten attempts or more: no person, no time",
    "certificates.queries.answer_for_hash": "verification: answers whoever holds the PDF, with no name",
    "certificates.queries.answer_for_number": "verification: answers whoever holds the number, with no name",
    "certificates.queries.due_files": "the job that draws PDFs",
    "messages.queries.due_messages": "the job that delivers the outbox",
    "messages.queries.outbox_counts": "counts alone",
    "progress.queries.count_learners": "counts alone, for whoever publishes",
}


def query_modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        package = import_module(f"lms.{room}")
        for found in pkgutil.walk_packages(package.__path__, f"lms.{room}."):
            if found.name.split(".")[2] == "queries":
                yield import_module(found.name)


def people_models() -> set[str]:
    list(query_modules())  # importing a room's queries makes its models known
    return {mapper.class_.__name__ for mapper in Base.registry.mappers if reaches_people(mapper)}


def reaches_people(mapper: object) -> bool:
    """Whether a row belongs to something that belongs to a person, such as the answers of an attempt."""
    pending, seen = [mapper.local_table], set()  # type: ignore[attr-defined]
    while pending:
        table = pending.pop()
        if table.name in seen:
            continue
        seen.add(table.name)
        if table.name == "person" or LEADS_TO_PEOPLE & set(table.columns.keys()):
            return True
        pending += [key.column.table for key in table.foreign_keys]
    return False


def public_queries() -> Iterator[tuple[str, FunctionType]]:
    for module in query_modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{module.__name__.removeprefix('lms.')}.{name}", function


def names_used(function: FunctionType, seen: set[str] | None = None) -> set[str]:
    """Every name a function uses, those used by the functions of its own room that it calls, and the models of the
    statements that it asks."""
    seen = set() if seen is None else seen
    key = f"{function.__module__}.{function.__qualname__}"
    if key in seen:
        return set()
    seen.add(key)
    tree = ast.parse(inspect.getsource(function).lstrip())
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for name in set(names):
        names |= models_asked(function.__globals__.get(name))
        called = inspect.unwrap(function.__globals__.get(name)) if name in function.__globals__ else None
        if inspect.isfunction(called) and called.__module__.split(".")[:2] == function.__module__.split(".")[:2]:
            names |= names_used(called, seen)
    return names


def models_asked(made_once: object) -> set[str]:
    """The models of a statement that a module makes once and a function then only asks."""
    if not isinstance(made_once, Select):
        return set()
    tables = {each for each in visitors.iterate(made_once) if isinstance(each, Table)}
    return {mapper.class_.__name__ for mapper in Base.registry.mappers if mapper.local_table in tables}


def unscoped() -> set[str]:
    people = people_models()
    return {
        name
        for name, function in public_queries()
        if names_used(function) & people and next(iter(inspect.signature(function).parameters), "") not in FIRST
    }


def test_there_are_queries_over_people_to_look_at() -> None:
    people = people_models()
    assert {"Person", "Membership", "Attempt", "SavedAnswer", "Certificate"} <= people
    assert len([name for name, function in public_queries() if names_used(function) & people]) > 10


def test_every_query_over_people_takes_scope_or_owner_first() -> None:
    assert unscoped() - set(EXCEPTIONS) == set()


def test_every_exception_is_still_needed() -> None:
    assert set(EXCEPTIONS) - unscoped() == set()


def test_queries_never_write() -> None:
    writing = {"add", "add_all", "delete", "flush", "commit", "merge", "insert", "update"}
    writers = {
        f"{module.__name__}: {node.func.attr}"
        for module in query_modules()
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in writing
        and "session" in ast.unparse(node.func.value)
    }
    assert writers == set()
