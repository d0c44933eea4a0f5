"""Whatever a file says, what is drawn of it holds no tag, attribute or address but these; and problems have a line."""

from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.content.drafting import check, draw, outline
from lms.content.files import read_folder
from tests.support.courses import SMALL

COURSE = read_folder(SMALL)[0]
PAGES, QUIZ, CASE = "01-making-tea/module.md", "01-making-tea/quiz.md", "01-making-tea/scenarios/first-visitor.md"
PLAIN = {"rel", "alt", "class", "id", "scope", "start", "width", "height", "aria-labelledby", "tabindex", "media"}
ADDRESSES = {"href": ("https://", "/learning/small/", "/help-for-me", "/services", "tel:", "#"), "src": ("/images/",)}
TAGS = {
    "p", "strong", "em", "br", "hr", "code", "blockquote", "ul", "ol", "li", "a", "sup", "span", "div", "section", "h2",
    "h3", "table", "thead", "tbody", "tr", "th", "td", "img", "picture", "source", "figure", "figcaption", "details",
    "summary",
}  # fmt: skip
HTML = {"html", "stem", "feedback"}
FRAGMENTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe srcdoc='<script>'>",
    "<a href='java\tscript:alert(1)'>", "<style>@import 'x'</style>", "<form action=//x>", "<!--", "-->", "<![CDATA[",
    "[x](javascript:alert(1))", "[x](<javascript:alert(1)>)", "[x](JaVaScRiPt:alert)", "[x](data:text/html,x)",
    "[x](file:///etc/passwd)", "[x](https://a.example/\"onclick=alert(1))", "![x](https://a.example/x.png)",
    "![\"onerror=alert(1)](media/x.png)", "<https://a.example/\"onclick=alert(1)>", "<javascript:alert(1)>",
    "[x]: javascript:alert(1)", "&#106;avascript:", "&lt;script&gt;", "\\<script\\>", "`<script>`", "\x02stx\x03",
    "\x02wzxhzdk:0\x03", "{#a onclick=alert(1)}", "{onclick=x}", "> [!note] <b>\n> ", "> [!more]- \"><b>\n> ",
    "> [!check] water\n> ", "> [!trainer] <i>\n> ", "- [x] <b>x</b>\n  > <i>y</i>\n", "- [Go](#a\"b) {best}\n  > x\n",
    "[figure: milk-first]", "[@tea-board]", "[[<b> | x]]", "| <b> | x |\n|---|---|\n", "Answer: <b>\n", "&amp;", "'\"",
    "# T {#t}\n", "## Q {#q outcome=water source=tea-board}\n", "### H\n", "---\n", "\n\n", "- a\n  - b\n", "1) a\n",
    "&a *a !!x ", "a: ", "*b**c_d__", "tea", " ",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=12).map("".join)
slow = settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Harmless(HTMLParser):
    """Fails at the first thing that a course page may not hold."""

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        for name, value in attrs:
            if name == "srcset":
                assert value.startswith("/images/"), value
            elif name in ADDRESSES:
                assert value == "" or value.startswith(ADDRESSES[name]), (tag, name, value)
            else:
                assert name in PLAIN, (tag, name)

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = unknown_decl = handle_pi = handle_comment


def html_in(value, key=""):
    """Every piece of HTML in what was drawn."""
    if isinstance(value, dict):
        return [each for name, inner in value.items() for each in html_in(inner, name)]
    if isinstance(value, list):
        return [each for inner in value for each in html_in(inner, key)]
    return [value] if key in HTML and value else []


def assert_harmless(path, data):
    files = {**COURSE, path: data}
    for problem in check(files).problems:
        last = files.get(problem.file, b"").replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        assert 1 <= problem.line <= last and problem.message and problem.advice, problem
    for part in outline(files).parts:
        if part.path.startswith(path.partition("/")[0]):
            for html in html_in(draw(files, part.path, part.line).model_dump(mode="json")):
                parser = Harmless()
                parser.feed(html)
                parser.close()


@given(text=TEXTS, where=st.floats(0, 1), path=st.sampled_from([PAGES, QUIZ, CASE]))
@slow
def test_in_the_middle_of_a_page_a_quiz_or_a_case(text, where, path):
    before = COURSE[path].decode()
    body = before.index("---", 4) + 4
    at = before.find("\n", body + int(where * (len(before) - body))) + 1
    assert_harmless(path, f"{before[:at]}{text}\n{before[at:]}".encode())


@given(text=TEXTS, path=st.sampled_from(sorted(COURSE)))
@slow
def test_in_place_of_any_file(text, path):
    assert_harmless(path, text.encode())


@given(text=TEXTS, number=st.integers(0, 40), path=st.sampled_from(sorted(each for each in COURSE if ".yaml" in each)))
@slow
def test_in_place_of_a_value_of_a_register(text, number, path):
    lines = COURSE[path].decode().split("\n")
    at = number % len(lines)
    key = lines[at].partition(":")[0]
    quoted = text.replace("'", "''").replace("\n", " ")
    lines[at] = f"{key}: '{quoted}'"
    assert_harmless(path, "\n".join(lines).encode())


def test_the_parser_sees_what_must_not_be_there():
    """It is no good if it fails at nothing."""
    seen = []
    for html in (
        "<script>",
        "<p onclick=x>",
        "<a href='javascript:x'>",
        "<img src='file:///x'>",
        "<!--x-->",
        "<p style=x>",
    ):
        try:
            Harmless().feed(html)
        except AssertionError:
            seen.append(html)
    assert len(seen) == 6
