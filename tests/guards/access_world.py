"""A small world in which every relation of the access matrix exists: people, places, study, certificates, links.

Surnames, addresses, keys, numbers and codes are unlike anything else on a page, so that each is found when it shows.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import select, update

from lms import clock
from lms.access import Role
from lms.accounts.models import EmailToken, Person, Session
from lms.accounts.rules.sign_in import TokenPurpose, new_token, token_hash
from lms.accounts.service.sessions import start_session
from lms.assessment import queries as sittings
from lms.assessment import service as assessment
from lms.catalogue.models import RevisionFile
from lms.catalogue.queries import LiveCourse, live_courses
from lms.certificates.models import Certificate
from lms.content.schema import Block
from lms.cpd.service.writing import delete
from lms.db.base import db
from lms.organisations.models import Organisation
from lms.organisations.rules import OrganisationKind
from lms.progress import queries as standings
from lms.progress import service as progress
from lms.progress.models import CaseRun, ModuleCompletion
from tests.factories import Make

SIGNED_IN = ("learner", "manager", "lead", "trainer", "administrator")
# What these once could do, or will: today they are learners, and get what a learner gets.
LAPSED = ("ended manager", "withdrawn manager", "withdrawn administrator", "future administrator")
PLACES = ("own", "below", "above", "left", "other")
REPORTED = {"own": "above", "left": "above", "other": "above", "foreign": "far"}  # under which board each is counted
MODULE = 4
# Codes of one length, so that pages of two courses differ in nothing else.
STUDIED = {
    "own": "study-own",
    "same": "study-col",
    "other": "study-str",
    "fresh": "study-new",
    "shared": "study-two",
    "alone": "study-one",
    "missing": "study-not",
}
COMPLETED = {relation: code.replace("study", "named") for relation, code in STUDIED.items()}
HELD = "held"
WRITTEN, READY = "small", "ready"  # a draft that waits for somebody else, and one that was approved
REPORT = "5" * 32  # of something out of date in the first of these
TRAINER_NOTE = "Ask the group to bring a quillwhistle"


@dataclass
class World:
    """Everything by the name the matrix has for it; plain ids and words, which outlive the session."""

    people: dict[str, int] = field(default_factory=dict)
    secrets: dict[str, dict[str, set[str]]] = field(default_factory=dict)  # person -> names, addresses, keys
    organisations: dict[str, int] = field(default_factory=dict)
    organisation_names: dict[str, str] = field(default_factory=dict)
    domains: dict[str, int] = field(default_factory=dict)
    join_codes: dict[str, tuple[int, str]] = field(default_factory=dict)
    members: dict[str, int] = field(default_factory=dict)
    requests: dict[str, int] = field(default_factory=dict)
    sessions: dict[str, int] = field(default_factory=dict)
    grants: dict[str, int] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    certificates: dict[str, str] = field(default_factory=dict)
    completions: dict[str, int] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    deleted_entries: dict[str, str] = field(default_factory=dict)
    links: dict[tuple[str, str, TokenPurpose], str] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    images: dict[str, str] = field(default_factory=dict)
    check_id: str = ""
    service_id: int = 0
    draft: str = ""  # the sha256 of the file that was changed
    questions: str = ""  # the sha256 of a file of questions


def build(make: Make) -> World:
    """The world, not yet committed."""
    world = World()
    _places(make, world)
    _people(make, world)
    _study(make, world)
    _counts(make, world)
    _pictures(make, world)
    _drafts(make, world)
    world.service_id = make.service().id
    for who in (*SIGNED_IN, *LAPSED):
        _links(world, who)
    _note_secrets(world)
    return world


def _drafts(make: Make, world: World) -> None:
    """Two courses of the same text; a colleague has changed and sent both."""
    files = make.course_files()
    world.questions = sha256(files["01-making-tea/quiz.md"]).hexdigest()
    make.page_report(course=make.course(files=files), key=REPORT)
    make.course(files={**files, "course.yaml": files["course.yaml"].replace(b"code: small", b"code: ready")})
    for code, approved_by in ((WRITTEN, ""), (READY, world.keys["other"])):
        world.draft = sha256(make.draft(code=code, by=world.keys["same"])).hexdigest()
        make.review(code=code, by=world.keys["same"], approved_by=approved_by)


def _places(make: Make, world: World) -> None:
    above = make.organisation(kind=OrganisationKind.ICB, name="Quendale Board", ods_code="QXA")
    own = make.organisation(kind=OrganisationKind.TRUST, name="Ownmoor Trust", parent=above)
    below = make.organisation(kind=OrganisationKind.SITE, name="Belowfield Annexe", parent=own)
    left = make.organisation(kind=OrganisationKind.SITE, name="Leftwich Clinic")
    last_month = clock.today() - timedelta(days=30)
    make.stands_under(left, own, date(2020, 4, 1), last_month)
    make.stands_under(left, above, last_month)
    other = make.organisation(kind=OrganisationKind.TRUST, name="Otherby Trust", parent=above)
    for place, row in zip(PLACES, (own, below, above, left, other), strict=True):
        world.organisations[place] = row.id
        world.organisation_names[place] = row.name
        world.domains[place] = make.email_domain(organisation=row, domain=f"{place}.quexford.nhs.uk").id
        code = make.join_code(organisation=row)
        world.join_codes[place] = (code.id, code.code)


def _counts(make: Make, world: World) -> None:
    """Counts of every board, and of organisations that are reported by themselves, for whatever course comes first."""
    far = make.organisation(kind=OrganisationKind.ICB, name="Farfield Board", ods_code="QXB")
    foreign = make.organisation(kind=OrganisationKind.TRUST, name="Foreignby Trust", parent=far)
    world.organisations |= {"far": far.id, "foreign": foreign.id}
    course_id = live_courses()[0].course_id
    for board in ("above", "far"):
        make.status_counts(board=_organisation(world, board), course_id=course_id)
    for place, board in REPORTED.items():
        over = _organisation(world, board)
        make.status_counts(board=over, organisation=_organisation(world, place), course_id=course_id)


def _people(make: Make, world: World) -> None:
    here = _organisation(world, "own")
    for who in (*SIGNED_IN, *LAPSED):
        person = _person(make, world, who)
        world.members[who] = make.membership(person=person, organisation=here).id
        annexe = _organisation(world, "below")
        world.requests[who] = make.membership(person=person, organisation=annexe, confirmed_at=None).id
        _add_grant(make, world, who, person)
    for place in PLACES:
        who = "same" if place == "own" else place
        organisation = _organisation(world, place)
        member = _person(make, world, who)
        world.members[who] = make.membership(person=member, organisation=organisation).id
        asking = _person(make, world, f"{who} asking")
        world.requests[who] = make.membership(person=asking, organisation=organisation, confirmed_at=None).id
    world.grants["same"] = make.grant(person=find(world, "same"), role=Role.TRAINER).id
    neighbour = _organisation(world, "other")
    world.grants["other"] = make.grant(person=find(world, "other"), role=Role.MANAGER, organisation=neighbour).id
    make.membership(person=_person(make, world, "unlisted", listed=False), organisation=here)
    yesterday = clock.today() - timedelta(days=1)
    make.membership(person=_person(make, world, "former"), organisation=here, ended_on=yesterday)
    for who, person_id in world.people.items():
        start_session(person_id, "")
        newest = select(Session.id).where(Session.person_id == person_id).order_by(Session.id.desc())
        world.sessions[who] = db.session.scalars(newest).first() or 0


def _add_grant(make: Make, world: World, who: str, person: Person) -> None:
    role = Role(who.split()[-1])
    over = {Role.MANAGER: "own", Role.LEAD: "above"}.get(role)
    place = _organisation(world, over) if over else None
    today = clock.today()
    dates: dict[str, dict[str, Any]] = {
        "ended": {"ends_on": today - timedelta(days=1)},
        "withdrawn": {"withdrawn_at": clock.now() - timedelta(minutes=1)},
        "future": {"starts_on": today + timedelta(days=1)},
    }
    when = dates.get(who.split()[0], {})
    world.grants[who] = make.grant(person=person, role=role, organisation=place, **when).id


def _person(make: Make, world: World, who: str, **fields: Any) -> Person:
    person: Person = make.person(name=name_of(who), email=address_of(who), **fields)
    world.people[who] = person.id
    world.keys[who] = person.key
    return person


def name_of(who: str) -> str:
    """What somebody is called."""
    return f"Zephyr Quill{who.replace(' ', '')}stone"


def address_of(who: str) -> str:
    """Where somebody gets e-mail."""
    return f"zq{who.replace(' ', '')}@quexford.nhs.uk"


def _study(make: Make, world: World) -> None:
    check = make.question("a-check")
    world.check_id = check.id
    first = make.page(1, check=check)
    note = Block(html=f"<p>{TRAINER_NOTE}</p>", audience=("trainer",))
    pages = (first.model_copy(update={"blocks": (*first.blocks, note)}), make.page(2))
    lesson = make.module(MODULE, cases=(make.case(),)).model_copy(update={"pages": pages})
    live = {
        code: make.publish(make.plain_course(lesson, code=code))
        for code in (*STUDIED.values(), *COMPLETED.values(), HELD)
        if not code.endswith("-not")
    }
    for relation in ("own", "same", "other"):
        make.module_print(course=live[STUDIED[relation]])
    for who in (*SIGNED_IN, *LAPSED, "same", "other"):
        person = find(world, who)
        relation = who if who in {"same", "other"} else "own"
        _sit(person.id, live[STUDIED[relation]])
        world.kept[who] = make.kept_page(person=person, course=live[STUDIED[relation]]).id
        make.course_completion(person=person, course=live[COMPLETED[relation]])
        make.certificate(person=person, course=live[HELD], name=person.name)
        key = select(Certificate.key).where(Certificate.person_id == person.id)
        world.certificates[who] = db.session.scalars(key).one()
        _record(make, world, who, person, live[COMPLETED[relation]])
        if relation == "own":
            for both in ("shared", "alone"):
                _read(person.id, live[STUDIED[both]])
                make.course_completion(person=person, course=live[COMPLETED[both]])
    colleague = find(world, "same")
    _sit(colleague.id, live[STUDIED["shared"]])
    make.certificate(person=colleague, course=live[COMPLETED["shared"]], name=colleague.name)


def _record(make: Make, world: World, who: str, person: Person, completed: LiveCourse) -> None:
    """A module passed, one reflection that is kept and one that is deleted."""
    passed = select(ModuleCompletion.id).where(
        ModuleCompletion.person_id == person.id, ModuleCompletion.course_id == completed.course_id
    )
    world.completions[who] = db.session.scalars(passed).one()
    kept, gone = (make.entry(person=person, answers={"learnt": thought_of(who)}).key for _ in range(2))
    delete(actor=make.actor(person), key=gone)
    world.entries[who], world.deleted_entries[who] = kept, gone


def thought_of(who: str) -> str:
    """What somebody has written for themselves alone."""
    return f"Quillthought {who.replace(' ', '')}"


def _read(owner: int, live: LiveCourse) -> None:
    """Every page of the module, and a walk begun through its case."""
    lesson = live.course.modules[0]
    begun = {"course_id": live.course_id, "module_id": lesson.id, "revision_id": live.revision_id}
    progress.start_module(owner=owner, **begun)
    for page in lesson.pages:
        standing = standings.standings(owner, live.course_id)[lesson.id]
        progress.read_page(owner=owner, standing=standing, page_id=page.id)
    progress.start_run(owner=owner, standing=standing, case_id=lesson.cases[0].id, number=1)
    db.session.execute(update(CaseRun).values(seed=1))  # so that choices come in one order in every course


def _sit(owner: int, live: LiveCourse) -> None:
    """Every page read, one attempt handed in without a right answer, the second open with one answer in it."""
    _read(owner, live)
    lesson = live.course.modules[0]
    begin = {"owner": owner, "course_id": live.course_id, "module_id": lesson.id, "revision_id": live.revision_id}
    assessment.start_attempt(**begin, quiz=lesson.quiz)
    first = sittings.sittings(owner, live.course_id, lesson.id)[-1]
    assessment.submit_attempt(owner=owner, sitting=first, quiz=lesson.quiz)
    assessment.start_attempt(**begin, quiz=lesson.quiz)
    second = sittings.sittings(owner, live.course_id, lesson.id)[-1]
    question = second.drawn[0].question_id
    assessment.save_answer(owner=owner, sitting=second, question_id=question, response=("b",))


def _pictures(make: Make, world: World) -> None:
    revision_id = make.publish(make.plain_course(make.module(MODULE), code="pictures")).revision_id
    for name, path in (("live", "04-part/media/picture.png"), ("source", "04-part/module.md")):
        fingerprint = name.encode().hex().ljust(32, "0")
        row = RevisionFile(revision_id=revision_id, path=path, data=b"bytes of a file", fingerprint=fingerprint)
        db.session.add(row)
        world.images[name] = fingerprint


def _links(world: World, who: str) -> None:
    now = clock.now()
    word = who.replace(" ", "")
    addresses = {
        TokenPurpose.REGISTER: f"new-{word}@example.org",
        TokenPurpose.CHANGE_EMAIL: f"next-{word}@example.org",
        TokenPurpose.RESET: find(world, who).email,
    }
    waiting = {"name": "Somebody New", "staff_group": "nursing", "join_code": "", "organisation_id": None}
    states = {
        "own": {},
        "used": {"used_at": now - timedelta(minutes=5)},
        "expired": {"expires_at": now - timedelta(minutes=5)},
    }
    for purpose, email in addresses.items():
        for state, fields in states.items():
            token = new_token()
            usual = {"sent_at": now - timedelta(minutes=30), "expires_at": now + timedelta(minutes=30)}
            link = EmailToken(
                purpose=purpose,
                token_hash=token_hash(token),
                email=email,
                person_id=None if purpose is TokenPurpose.REGISTER else world.people[who],
                waiting=waiting if purpose is TokenPurpose.REGISTER else {},
                **(usual | fields),
            )
            db.session.add(link)
            world.links[who, state, purpose] = token


def _note_secrets(world: World) -> None:
    db.session.flush()
    for who, person_id in world.people.items():
        person = db.session.get_one(Person, person_id)
        own = db.session.scalars(select(Certificate).where(Certificate.person_id == person_id)).all()
        world.secrets[who] = {
            "name": {person.name},
            "address": {person.email},
            "key": {person.key},
            "thought": {thought_of(who)},
            "certificate": {word for each in own for word in (each.key, each.number)},
        }


def _organisation(world: World, place: str) -> Organisation:
    return db.session.get_one(Organisation, world.organisations[place])


def find(world: World, who: str) -> Person:
    return db.session.get_one(Person, world.people[who])
