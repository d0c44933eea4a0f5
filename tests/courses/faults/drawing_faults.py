"""Faults in drawings (SVG): what could run, fetch, lead somewhere or move, and what could not be read."""

from tests.courses.faults.planting import Fault, Files, Put, base_course

POT = "01-the-kettle/media/pot.svg"
TALL = '<svg xmlns="http://www.w3.org/2000/svg" width="288" height="120" viewBox="0 0 288 120">'
DRAWING = f"""{TALL}
  <title>The pot</title>
  <desc>A pot on a line, with the word Hot beside it.</desc>
  <rect width="288" height="120" fill="#fbf8f3"/>
  <g font-family="system-ui, Arial, sans-serif" font-size="16" fill="#212b32">
    <line x1="8" y1="60" x2="280" y2="60" stroke="#3f7c83" stroke-width="2" stroke-dasharray="2 4"/>
    <circle cx="40" cy="60" r="8"/>
    <path d="M 40 60 C 60 20, 80 20, 100 60" fill="none" stroke="#12474f"/>
    <text x="120" y="50" text-anchor="middle"><tspan font-weight="600">Hot:</tspan> pour it</text>
  </g>
</svg>
"""
BEFORE_LINE = '    <line x1="8"'
WIDE = DRAWING.replace("288", "640")


def drawn(old: str, new: str) -> Put:
    """The drawing with `new` where `old` stands."""
    assert DRAWING.count(old) == 1, f"{old!r} must stand once in the drawing"
    return Put(POT, DRAWING.replace(old, new).encode())


def holding(element: str) -> Put:
    """The drawing with one more element in it."""
    return drawn(BEFORE_LINE, f"    {element}\n{BEFORE_LINE}")


def having(attribute: str) -> Put:
    """The drawing with one more attribute on its circle."""
    return drawn("<circle ", f"<circle {attribute} ")


def with_drawings(**drawings: str) -> Files:
    """The course without a fault and drawings under these names in the media of its first module."""
    media = {f"01-the-kettle/media/{name.replace('_', '-')}.svg": text.encode() for name, text in drawings.items()}
    return {**base_course(), **media}


XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
ELEMENTS = {
    "a script in a drawing": "<script>alert(1)</script>",
    "a script from elsewhere": '<script href="https://evil.example/x.js"/>',
    "a style sheet": "<style>@import url(https://evil.example/x.css);</style>",
    "another page in the drawing": "<foreignObject><body/></foreignObject>",
    "a picture in the drawing": '<image href="https://evil.example/x.png"/>',
    "a link in the drawing": '<a href="javascript:alert(1)"><circle r="9"/></a>',
    "something used from elsewhere": '<use href="https://evil.example/x.svg#x"/>',
    "movement": '<animate attributeName="x" to="9"/>',
    "a value that is set": '<set attributeName="onload" to="alert(1)"/>',
    "a filter": '<filter><feImage href="https://evil.example/x"/></filter>',
    "a pattern": "<pattern/>",
    "a sound": '<audio src="https://evil.example/x.mp3"/>',
    "a frame": '<iframe src="https://evil.example/"/>',
    "facts about the file": "<metadata>Drawn by somebody</metadata>",
    "an element of another kind": '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    "a drawing in the drawing": "<svg/>",
    "a shape in words": "<text>Hot <circle/></text>",
    "a title in a group": "<title>Two</title>",
}
ATTRIBUTES = {
    "an event": 'onload="alert(1)"',
    "an event in capitals": 'OnClick="alert(1)"',
    "a link on a shape": 'href="javascript:alert(1)"',
    "an older link on a shape": f'{XLINK} xlink:href="https://evil.example/"',
    "a style": 'style="fill: url(https://evil.example/x)"',
    "a class": 'class="big"',
    "a fill from elsewhere": 'fill="url(https://evil.example/x#y)"',
    "a fill that is referred to": 'fill="url(#y)"',
    "a fill hidden by signs": 'fill="u&#x72;l(#y)"',
    "a filter on a shape": 'filter="url(#y)"',
    "a mask on a shape": 'mask="url(#y)"',
    "a transform": 'transform="scale(0.5)"',
    "another place for names": 'xml:base="https://evil.example/"',
    "a name of another place": 'xmlns:x="https://evil.example/"',
    "a radius in other units": 'rx="9em"',
    "a colour by name": 'stroke="red"',
}
FACE = 'font-family="system-ui, Arial, sans-serif"'
START = "<svg xmlns="
UNREADABLE = [
    Fault("a drawing with a DOCTYPE", drawn(TALL, f"<!DOCTYPE svg>\n{TALL}"), "<!DOCTYPE", "doctype"),
    Fault(
        "a drawing whose entities grow",
        drawn(TALL, f'<!DOCTYPE svg [<!ENTITY a "hot">\n<!ENTITY b "&a;&a;&a;&a;">]>\n{TALL}'),
        "<!DOCTYPE",
        "entities",
    ),
    Fault(
        "a drawing with an entity from a file",
        drawn(TALL, f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n{TALL}'),
        "<!DOCTYPE",
        "entities",
    ),
    Fault("an entity that nothing explains", drawn("pour it", "pour &it;"), "&it;", "read"),
    Fault(
        "a style sheet before the drawing",
        drawn(TALL, f'<?xml-stylesheet href="https://evil.example/x.css"?>\n{TALL}'),
        "<?xml-stylesheet",
        "xml-stylesheet",
    ),
    Fault("a drawing in another encoding", drawn(TALL, f'<?xml version="1.0" encoding="utf-7"?>\n{TALL}'), 1, "utf-8"),
    Fault("a drawing in Latin-1", Put(POT, DRAWING.replace("Hot", "Hê").encode("latin-1")), (3, 9), "utf-8"),
    Fault("a drawing that breaks off", drawn("  </g>\n</svg>\n", ""), (9, 10), "read"),
    Fault("a tag that is not closed", drawn('r="8"/>', 'r="8">'), (10, 11), "read"),
    Fault("an empty drawing", Put(POT, b""), 1, "read"),
    Fault("a page that is called a drawing", Put(POT, b"<html><script>alert(1)</script></html>\n"), 1, "drawing"),
    Fault("a picture that is called a drawing", Put(POT, b"\x89PNG\r\n\x1a\n" + b"\0" * 64), 1, "utf-8"),
    Fault("a drawing of 60 kB", drawn("  </g>", "<!-- hot -->" * 5_000 + "  </g>"), 1, "bytes"),
    Fault("a drawing that is all words", drawn("pour it", "9,9 " * 9_000), 9, "letters"),
    Fault("groups without end", holding("<g>" * 50 + "</g>" * 50), 6, "deep"),
]
HARD_TO_READ = [
    Fault("words too small", drawn('text-anchor="middle"', 'font-size="14"'), 'font-size="14"', "small 15"),
    Fault("words too small in a group", drawn('font-size="16"', 'font-size="9"'), "pour it", "small 15"),
    Fault("part of the words too small", drawn('font-weight="600"', 'font-size="12"'), 'font-size="12"', "small 15"),
    Fault("a drawing that is shrunk", drawn('viewBox="0 0 288 120"', 'viewBox="0 0 576 240"'), START, "shrunk viewbox"),
    Fault("a drawing of no size", drawn(' width="288" height="120" viewBox', " viewBox"), START, "width height"),
    Fault(
        "a drawing of 100%", drawn('width="288" height="120" viewBox', 'width="100%" viewBox'), START, "width height"
    ),
    Fault("a drawing wider than text", Put(POT, DRAWING.replace("288", "900").encode()), START, "640"),
    Fault("a drawing that is none to browsers", drawn(' xmlns="http://www.w3.org/2000/svg"', ""), "<svg ", "browsers"),
    Fault("a drawing without a title", drawn("  <title>The pot</title>\n", ""), START, "title desc"),
    Fault("a drawing without a description", drawn("A pot on a line, with the word Hot beside it.", ""), START, "desc"),
    Fault(
        "a drawing without a ground", drawn('  <rect width="288" height="120" fill="#fbf8f3"/>\n', ""), START, "dark"
    ),
    Fault("a drawing with a ground that is none", drawn('fill="#fbf8f3"', 'fill="none"'), START, "dark"),
    Fault("a wide drawing without one for phones", Put(POT, WIDE.encode()), 1, "phone pot-narrow.svg"),
    Fault(
        "a drawing for phones alone",
        Put("01-the-kettle/media/pan-narrow.svg", DRAWING.encode()),
        1,
        "pan-narrow.svg wide",
    ),
    Fault("a drawing for phones that is too wide", Put(POT.replace("pot", "pot-narrow"), WIDE.encode()), 1, "288"),
    Fault("a title that tells", drawn("The pot", "The victim"), "The victim", "shoulders"),
    Fault("banned wording in a drawing", drawn("pour it", "block and ignore him"), "block and", "ignore"),
    Fault(
        "banned wording in two lines of a drawing",
        drawn("pour it</text>", 'change</text><text x="1" y="2">your number</text>'),
        "your number",
        "your number",
    ),
    Fault("a bare statistic in a drawing", drawn("pour it", "30% pour it"), "30%", "figure"),
    Fault("a phone number in a drawing", drawn("pour it", "01632 960123"), "01632", "phone"),
]

DRAWING_FAULTS = [
    *(Fault(name, holding(element), element) for name, element in ELEMENTS.items()),
    Fault("words outside text", drawn(BEFORE_LINE, f"    Cold\n{BEFORE_LINE}"), (6, 7), "shown text"),
    *(Fault(f"{name} in a drawing", having(attribute), attribute) for name, attribute in ATTRIBUTES.items()),
    *UNREADABLE,
    *HARD_TO_READ,
]
