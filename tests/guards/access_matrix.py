"""Who gets what from every route: written from the rules of privacy and safety, not from the code.

Under `[object: relations]` stand the routes that lead to that object. A cell has one letter for each relation, in the
order of the heading: what this role gets at the address of its own object, a colleague's, a stranger's, of none.
A lead sees the counts of a board and what is below it, and no name; an administrator sees the counts of every board,
and of nobody how far they are. A trainer writes courses and keeps the directory of services, and has a learner's
rights elsewhere.
"""

from dataclasses import dataclass
from enum import StrEnum

ROLES = ("anonymous", "learner", "manager", "lead", "trainer", "administrator")


class Outcome(StrEnum):
    """What somebody gets; each is a promise that `test_access_matrix` knows how to hold the answer against."""

    OPEN = "O"  # not refused: a page, a redirect within the site, or a form with its errors
    SIGN_IN = "S"  # a GET is sent to the sign-in page, a POST is kept for after it; nothing changes
    NOT_FOUND = "N"  # byte for byte what an address that never existed says; nothing changes
    EMPTY = "E"  # byte for byte what it would be if nobody else were studying: theirs does not show
    DEAD_LINK = "D"  # byte for byte what a link says that was never sent; nothing changes
    LEAVES = "L"  # to the neutral site, whoever asks
    TRACELESS = "T"  # open, sets no cookie and writes nothing, whoever asks


# What each relation means is what `access_world` builds. Of one's own organisation (`own`) a part (`below`), the board
# over it (`above`), a former part (`left`), a neighbour under the same board (`other`); `crossed` is one's own
# organisation's address with a neighbour's object in it. `own` in an organisation's list is one's own membership or
# request. Learning: a course that oneself, only a colleague, only a stranger, or nobody (`fresh`) has begun; one that
# oneself has begun and a colleague has sat (`shared`), and one that oneself alone has begun, as far (`alone`).
# An organisation is reported by itself or not at all: a part of one (`below`) is not; `foreign` is another board's.
# Of what one has written, `deleted` is one's own that can still be put back.
# Links by e-mail are held by whoever has them: `own` works, `wrong` was sent for something else.
OWNERLESS = {
    "nothing": "the address names nothing",
    "image": "a picture in a course's text is nobody's",
    "service": "an entry of the directory is nobody's: whoever keeps the directory keeps all of it",
    "written course": "the text of a course is nobody's: whoever writes courses writes all of them",
    "written quiz": "part of such a text",
    "written file": "part of such a text",
    "picture": "part of such a text",
    "items": "counts of a question, over at least 10 attempts",
    "revision": "part of such a text",
    "report": "what somebody says is out of date in such a text: nothing says who",
    "link": "the link itself is the proof, whoever opens it",
}

TABLE = """
                                                 anonymous  learner    manager    lead       trainer    administrator
[nothing: here]
health.show_health                       GET     T          T          T          T          T          T
health.show_readiness                    GET     O          O          O          O          O          O
web.show_leaving                         GET     O          O          O          O          O          O
web.show_accessibility                   GET     O          O          O          O          O          O
web.show_privacy                         GET     O          O          O          O          O          O
web.show_contact                         GET     O          O          O          O          O          O
web.stay_signed_in                       POST    S          O          O          O          O          O
referrals.show_help_for_me               GET     T          T          T          T          T          T
referrals.show_help_for_me               POST    T          T          T          T          T          T
referrals.show_services                  GET     T          T          T          T          T          T
referrals.show_services                  POST    T          T          T          T          T          T
referrals.print_card                     POST    T          T          T          T          T          T
referrals.list_services                  GET     S          N          N          N          O          N
referrals.create_service                 GET     S          N          N          N          O          N
referrals.create_service                 POST    S          N          N          N          O          N
authoring.list_courses                   GET     S          N          N          N          O          N
authoring.show_manual                    GET     S          N          N          N          O          N
authoring.create_course                  GET     S          N          N          N          O          N
authoring.create_course                  POST    S          N          N          N          O          N
certificates.check_certificate           GET     O          O          O          O          O          O
certificates.check_code                  POST    O          O          O          O          O          O
certificates.check_file                  POST    O          O          O          O          O          O
accounts.show_home                       GET     O          O          O          O          O          O
accounts.sign_in                         GET     O          O          O          O          O          O
accounts.sign_in                         POST    O          O          O          O          O          O
accounts.sign_out                        POST    O          O          O          O          O          O
accounts.leave                           GET     L          L          L          L          L          L
accounts.register                        GET     O          O          O          O          O          O
accounts.register                        POST    O          O          O          O          O          O
accounts.show_register_sent              GET     O          O          O          O          O          O
accounts.show_registered                 GET     O          O          O          O          O          O
accounts.request_reset                   GET     O          O          O          O          O          O
accounts.request_reset                   POST    O          O          O          O          O          O
accounts.show_reset_sent                 GET     O          O          O          O          O          O
accounts.show_reset_done                 GET     O          O          O          O          O          O
accounts.show_email_changed              GET     O          O          O          O          O          O
accounts.show_account                    GET     S          O          O          O          O          O
accounts.change_name                     GET     S          O          O          O          O          O
accounts.change_name                     POST    S          O          O          O          O          O
accounts.change_password                 GET     S          O          O          O          O          O
accounts.change_password                 POST    S          O          O          O          O          O
accounts.change_wishes                   GET     S          O          O          O          O          O
accounts.change_wishes                   POST    S          O          O          O          O          O
accounts.show_readings                   GET     S          O          O          O          O          O
accounts.change_email                    GET     S          O          O          O          O          O
accounts.change_email                    POST    S          O          O          O          O          O
accounts.show_new_email_sent             GET     S          O          O          O          O          O
accounts.show_sessions                   GET     S          O          O          O          O          O
accounts.end_other_sessions              POST    S          O          O          O          O          O
accounts.show_memberships                GET     S          O          O          O          O          O
accounts.join                            GET     S          O          O          O          O          O
accounts.join                            POST    S          O          O          O          O          O
accounts.find_organisation               GET     S          O          O          O          O          O
accounts.find_organisation               POST    S          O          O          O          O          O
accounts.ask_to_join                     POST    S          O          O          O          O          O
learning.show_learning                   GET     S          O          O          O          O          O
learning.remove_kept_page                POST    S          O          O          O          O          O
certificates.list_certificates           GET     S          O          O          O          O          O
cpd.show_record                          GET     S          O          O          O          O          O
cpd.change_settings                      GET     S          O          O          O          O          O
cpd.change_settings                      POST    S          O          O          O          O          O
cpd.write_note                           GET     S          O          O          O          O          O
cpd.write_note                           POST    S          O          O          O          O          O
cpd.write_reflection                     GET     S          O          O          O          O          O
cpd.write_reflection                     POST    S          O          O          O          O          O
cpd.export_record                        GET     S          O          O          O          O          O
cpd.export_record                        POST    S          O          O          O          O          O
reporting.show_report                    GET     S          N          N          O          N          O
reporting.export_report                  GET     S          N          N          O          N          O
organisations.list_organisations         GET     S          N          O          N          N          O
organisations.create_organisation        GET     S          N          N          N          N          O
organisations.create_organisation        POST    S          N          N          N          N          O
accounts.find_person                     GET     S          N          N          N          N          O
accounts.find_person                     POST    S          N          N          N          N          O
accounts.list_grants                     GET     S          N          N          N          N          O
accounts.grant                           GET     S          N          N          N          N          O
accounts.grant                           POST    S          N          N          N          N          O

[link: own wrong used expired missing]
accounts.confirm_registration            GET     ODDDD      ODDDD      ODDDD      ODDDD      ODDDD      ODDDD
accounts.confirm_registration            POST    ODDDD      ODDDD      ODDDD      ODDDD      ODDDD      ODDDD
accounts.confirm_new_email               GET     ODDDD      ODDDD      ODDDD      ODDDD      ODDDD      ODDDD
accounts.confirm_new_email               POST    ODDDD      ODDDD      ODDDD      ODDDD      ODDDD      ODDDD
accounts.reset_password                  GET     ODDDD      ODDDD      ODDDD      ODDDD      ODDDD      ODDDD
accounts.reset_password                  POST    ODDDD      ODDDD      ODDDD      ODDDD      ODDDD      ODDDD

[image: live source missing]
catalogue.show_image                     GET     SSS        ONN        ONN        ONN        ONN        ONN

[service: own missing]
referrals.show_service                   GET     SS         NN         NN         NN         ON         NN
referrals.change_service                 GET     SS         NN         NN         NN         ON         NN
referrals.change_service                 POST    SS         NN         NN         NN         ON         NN
referrals.check_service                  GET     SS         NN         NN         NN         ON         NN
referrals.check_service                  POST    SS         NN         NN         NN         ON         NN

[written course: own missing]
authoring.show_course                    GET     SS         NN         NN         NN         ON         NN
authoring.create_file                    POST    SS         NN         NN         NN         ON         NN
authoring.keep_text                      POST    SS         NN         NN         NN         ON         NN
authoring.check_text                     POST    SS         NN         NN         NN         ON         NN
authoring.draw_text                      POST    SS         NN         NN         NN         ON         NN
authoring.put_back                       POST    SS         NN         NN         NN         ON         NN
authoring.find_words                     POST    SS         NN         NN         NN         ON         NN
authoring.send_draft                     GET     SS         NN         NN         NN         ON         NN
authoring.send_draft                     POST    SS         NN         NN         NN         ON         NN
authoring.show_review                    GET     SS         NN         NN         NN         ON         NN
authoring.comment                        POST    SS         NN         NN         NN         ON         NN
authoring.approve_draft                  POST    SS         NN         NN         NN         ON         NN
authoring.return_draft                   POST    SS         NN         NN         NN         ON         NN
authoring.publish_draft                  GET     SS         NN         NN         NN         ON         NN
authoring.publish_draft                  POST    SS         NN         NN         NN         ON         NN
authoring.show_differences               GET     SS         NN         NN         NN         ON         NN
authoring.list_revisions                 GET     SS         NN         NN         NN         ON         NN
authoring.list_reports                   GET     SS         NN         NN         NN         ON         NN
authoring.export_course                  GET     SS         NN         NN         NN         ON         NN
authoring.import_course                  GET     SS         NN         NN         NN         ON         NN
authoring.import_course                  POST    SS         NN         NN         NN         ON         NN

[written file: own missing unknown]
authoring.show_file                      GET     SSS        NNN        NNN        NNN        ONN        NNN
authoring.save_file                      POST    SSS        NNN        NNN        NNN        ONN        NNN
authoring.remove_file                    POST    SSS        NNN        NNN        NNN        ONN        NNN
authoring.show_preview                   GET     SSS        NNN        NNN        NNN        ONN        NNN
authoring.try_preview                    POST    SSS        NNN        NNN        NNN        ONN        NNN

[written quiz: own missing unknown]
authoring.import_questions               GET     SSS        NNN        NNN        NNN        ONN        NNN
authoring.import_questions               POST    SSS        NNN        NNN        NNN        ONN        NNN
authoring.list_questions                 GET     SSS        NNN        NNN        NNN        ONN        NNN
authoring.move_question                  POST    SSS        NNN        NNN        NNN        ONN        NNN
authoring.export_questions               GET     SSS        NNN        NNN        NNN        ONN        NNN

[picture: own missing unknown]
authoring.create_image                   GET     SSS        NNN        NNN        NNN        ONN        NNN
authoring.create_image                   POST    SSS        NNN        NNN        NNN        ONN        NNN

[items: own missing unknown]
authoring.show_items                     GET     SSS        NNN        NNN        NNN        ONN        NNN

[revision: own missing unknown]
authoring.show_revision                  GET     SSS        NNN        NNN        NNN        ONN        NNN
authoring.show_revised                   GET     SSS        NNN        NNN        NNN        ONN        NNN
authoring.restore_revision               POST    SSS        NNN        NNN        NNN        ONN        NNN

[report: own missing unknown]
authoring.settle_report                  POST    SSS        NNN        NNN        NNN        ONN        NNN
authoring.reopen_report                  POST    SSS        NNN        NNN        NNN        ONN        NNN

[session: own same other missing]
accounts.end_session                     POST    SSSS       ONNN       ONNN       ONNN       ONNN       ONNN

[membership: own same other missing]
accounts.change_staff_group              GET     SSSS       ONNN       ONNN       ONNN       ONNN       ONNN
accounts.change_staff_group              POST    SSSS       ONNN       ONNN       ONNN       ONNN       ONNN
accounts.leave_organisation              GET     SSSS       ONNN       ONNN       ONNN       ONNN       ONNN
accounts.leave_organisation              POST    SSSS       ONNN       ONNN       ONNN       ONNN       ONNN

[certificate: own same other missing]
certificates.show_certificate            GET     SSSS       ONNN       ONNN       ONNN       ONNN       ONNN
certificates.download_pdf                GET     SSSS       ONNN       ONNN       ONNN       ONNN       ONNN
certificates.correct_name                GET     SSSS       ONNN       ONNN       ONNN       ONNN       ONNN
certificates.correct_name                POST    SSSS       ONNN       ONNN       ONNN       ONNN       ONNN

[passed module: own same other missing]
cpd.change_time                          GET     SSSS       ONNN       ONNN       ONNN       ONNN       ONNN
cpd.change_time                          POST    SSSS       ONNN       ONNN       ONNN       ONNN       ONNN

[entry: own same other deleted missing]
cpd.show_entry                           GET     SSSSS      ONNNN      ONNNN      ONNNN      ONNNN      ONNNN
cpd.change_entry                         GET     SSSSS      ONNNN      ONNNN      ONNNN      ONNNN      ONNNN
cpd.change_entry                         POST    SSSSS      ONNNN      ONNNN      ONNNN      ONNNN      ONNNN
cpd.delete_entry                         GET     SSSSS      ONNNN      ONNNN      ONNNN      ONNNN      ONNNN
cpd.delete_entry                         POST    SSSSS      ONNNN      ONNNN      ONNNN      ONNNN      ONNNN
cpd.put_entry_back                       POST    SSSSS      ONNON      ONNON      ONNON      ONNON      ONNON

[completed course: own same other fresh shared alone missing]
certificates.confirm_name                GET     SSSSSSS    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN
certificates.confirm_name                POST    SSSSSSS    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN

[course: own same other fresh shared alone missing]
learning.complete_course                 POST    SSSSSSS    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN
learning.show_figures                    GET     SSSSSSS    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN
learning.show_search                     GET     SSSSSSS    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN
learning.search_course                   POST    SSSSSSS    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN
learning.report_place                    GET     SSSSSSS    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN
learning.report_place                    POST    SSSSSSS    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN
learning.show_report_sent                GET     SSSSSSS    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN    OEEEEEN

[module: own same other fresh shared alone missing unknown]
learning.show_module                     GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.start_module                    POST    SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.show_questions                  GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.show_print                      GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.request_print                   POST    SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.start_attempt                   POST    SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.check_answers                   GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.submit_attempt                  POST    SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.show_result                     GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.show_changes                    GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.list_cases                      GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN

[page: own same other fresh shared alone missing unknown]
learning.show_changed_page               GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.read_changed_page               POST    SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.check_changed_page              POST    SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.show_page                       GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.read_page                       POST    SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.check_knowledge                 POST    SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.keep_page                       POST    SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN

[case: own same other fresh shared alone missing unknown]
learning.show_case                       GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.start_walk                      POST    SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.show_case_text                  GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN

[walk: own same other fresh shared alone missing unknown]
learning.show_walk                       GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN

[scene: own same other fresh shared alone missing unknown]
learning.show_scene                      GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.take_step                       POST    SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN

[print: own same other fresh shared alone missing unknown]
learning.show_printed                    GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.download_print                  GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN

[question: own same other fresh shared alone missing unknown]
learning.show_question                   GET     SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN
learning.save_answer                     POST    SSSSSSSS   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN   OEEEEENN

[person: own same other missing]
accounts.show_person                     GET     SSSS       NNNN       NNNN       NNNN       NNNN       OOON
accounts.show_person                     POST    SSSS       NNNN       NNNN       NNNN       NNNN       OOON

[grant: own same other missing]
accounts.withdraw_grant                  POST    SSSS       NNNN       NNNN       NNNN       NNNN       OOON

[organisation: own below above left other missing]
organisations.show_organisation          GET     SSSSSS     NNNNNN     OONNNN     NNNNNN     NNNNNN     OOOOON
organisations.change_organisation        GET     SSSSSS     NNNNNN     NNNNNN     NNNNNN     NNNNNN     OOOOON
organisations.change_organisation        POST    SSSSSS     NNNNNN     NNNNNN     NNNNNN     NNNNNN     OOOOON
organisations.add_email_domain           POST    SSSSSS     NNNNNN     NNNNNN     NNNNNN     NNNNNN     OOOOON
organisations.make_join_code             POST    SSSSSS     NNNNNN     OONNNN     NNNNNN     NNNNNN     OOOOON
accounts.list_people                     GET     SSSSSS     NNNNNN     OONNNN     NNNNNN     NNNNNN     OOOOON
reporting.list_progress                  GET     SSSSSS     NNNNNN     OONNNN     NNNNNN     NNNNNN     NNNNNN
reporting.export_progress                GET     SSSSSS     NNNNNN     OONNNN     NNNNNN     NNNNNN     NNNNNN

[reported organisation: own other below foreign missing]
reporting.show_organisation              GET     SSSSS      NNNNN      NNNNN      OONNN      NNNNN      OONON

[domain: own below above left other crossed missing]
organisations.remove_email_domain        POST    SSSSSSS    NNNNNNN    NNNNNNN    NNNNNNN    NNNNNNN    OOOOONN

[join code: own below above left other crossed missing]
organisations.withdraw_join_code         POST    SSSSSSS    NNNNNNN    OONNNNN    NNNNNNN    NNNNNNN    OOOOONN

[request to join: own same below above left other crossed missing]
accounts.confirm_membership              POST    SSSSSSSS   NNNNNNNN   OOONNNNN   NNNNNNNN   NNNNNNNN   OOOOOONN
accounts.decline_membership              POST    SSSSSSSS   NNNNNNNN   OOONNNNN   NNNNNNNN   NNNNNNNN   OOOOOONN

[member: own same below above left other crossed missing]
accounts.end_membership                  POST    SSSSSSSS   NNNNNNNN   OOONNNNN   NNNNNNNN   NNNNNNNN   OOOOOONN
"""

# Whose names may be read on a page besides one's own. `unlisted` people asked not to be named in lists; `former` ones
# work there no more. Nobody else's name, address, key or certificate is on any other page, whoever asks.
ANYBODY = "same below above left other unlisted former"
LISTED = "same below above left other former"
NAMES_SEEN = {
    ("accounts.list_people", "manager"): "same below",
    ("reporting.list_progress", "manager"): "same below",
    ("reporting.export_progress", "manager"): "same below",
    ("accounts.list_people", "administrator"): LISTED,
    ("accounts.find_person", "administrator"): ANYBODY,
    ("accounts.show_person", "administrator"): ANYBODY,
    ("accounts.list_grants", "administrator"): ANYBODY,
    ("accounts.grant", "administrator"): ANYBODY,
}
# E-mail addresses are for administrators; a manager never sees one.
ADDRESSES_SEEN = {key for key in NAMES_SEEN if key[1] == "administrator"}
# A join code is as good as a membership: it is read where it is managed, and only for one's own organisations.
JOIN_CODES_SEEN = {
    ("organisations.show_organisation", "manager"): "own below",
    ("organisations.show_organisation", "administrator"): "own below above left other",
    ("accounts.list_people", "manager"): "own below",
    ("accounts.list_people", "administrator"): "own below above left other",
}


@dataclass(frozen=True)
class Row:
    """One endpoint and method: what each role gets at each relation."""

    endpoint: str
    method: str
    kind: str
    relations: tuple[str, ...]
    cells: dict[str, tuple[Outcome, ...]]

    def outcomes(self, role: str) -> dict[str, Outcome]:
        """What this role gets, by relation."""
        return dict(zip(self.relations, self.cells[role], strict=True))

    @property
    def gives_privilege(self) -> bool:
        """Whether any role gets more here than a learner."""
        return any(self.cells[role] != self.cells["learner"] for role in ROLES[2:])


def read_table(text: str = TABLE) -> list[Row]:
    """The table's rows; a cell that lacks a relation, or a role without a cell, is refused with its line."""
    rows: list[Row] = []
    kind, relations = "", ()
    for line in text.strip().splitlines():
        if line.startswith("["):
            kind, _, named = line.strip("[]").partition(":")
            relations = tuple(named.split())
        elif line.strip() and tuple(line.split()) != ROLES:
            endpoint, method, *cells = line.split()
            if len(cells) != len(ROLES) or any(len(cell) != len(relations) for cell in cells):
                raise ValueError(f"one letter for each of {relations} and each of {ROLES} is needed: {line}")
            outcomes = {role: tuple(map(Outcome, cell)) for role, cell in zip(ROLES, cells, strict=True)}
            rows.append(Row(endpoint, method, kind, relations, outcomes))
    return rows


ROWS = {(row.endpoint, row.method): row for row in read_table()}
