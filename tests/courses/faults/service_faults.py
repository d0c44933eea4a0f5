"""Faults in services.yaml: above all a number that nobody has checked."""

from tests.courses.faults.page_faults import written
from tests.courses.faults.planting import GLOSSARY, Append, Edit, Fault, Put

SERVICES = "services.yaml"
SOUND = """tea-line:
  name: Tea Line
  kind: national
  areas: [uk]
  area_text: United Kingdom
  who_for: Anyone who would like a cup of tea.
  source: Tea Line, 2026
  status: live
"""
CHECKED = "  checked: {on: 2026-11-02, by: A. Trainer, seen: Its own contact page}\n"


def put(text: str) -> Edit:
    """A directory of this text."""
    return Put(SERVICES, text.encode())


def also(lines: str) -> Edit:
    """The sound entry with more lines."""
    return put(SOUND + lines)


def other(field: str, value: str) -> Edit:
    """The sound entry with another value in one of its fields."""
    lines = [f"  {field}: {value}" if line.startswith(f"  {field}:") else line for line in SOUND.splitlines()]
    return put("\n".join(lines) + "\n")


SERVICE_FAULTS = [
    Fault("a phone that nobody has checked", also('  phone: "01632 960001"\n'), "phone:", "phone tea-line no check"),
    Fault("hours that nobody has checked", also("  hours: Every morning\n"), "hours:", "hours no check"),
    Fault(
        "a phone beside a number that needs no check",
        put(f'{SOUND}  phone: "999"\n\nother-line:\n{SOUND.partition(chr(10))[2]}  phone: "01632 960002" # other\n'),
        "# other",
        "other-line no check",
    ),
    Fault("a phone in who it is for", other("who_for", "Ring 01632 960001."), "who_for", "looks phone"),
    Fault("a phone in a name", other("name", "Tea Line (01632-960001)"), "  name:", "looks phone"),
    Fault("a phone that cannot be dialled", also(f"  phone: tea\n{CHECKED}"), "phone: tea", "not phone"),
    Fault("an area that is none", other("areas", "[QE1, XXX]"), "areas", "names no area"),
    Fault("no area at all", other("areas", "[]"), "areas", "empty"),
    Fault("a kind that is none", other("kind", "regional"), "kind", "not one of"),
    Fault("a status that is none", other("status", "verified"), "status", "not one of"),
    Fault("a check without what was seen", also("  checked: {on: 2026-11-02, by: A}\n"), "checked", "seen missing"),
    Fault("a check on no day", also("  checked: {on: soon, by: A, seen: It}\n"), "checked", "not a date"),
    Fault("a website without https", also("  website: http://tea.example\n"), "website", "not an address"),
    Fault("a service without a source", put(SOUND.replace("  source: Tea Line, 2026\n", "")), 1, "source missing"),
    Fault("a field that a service has not", also("  fax: none\n"), "fax", "not a field"),
    Fault("a service's id with a blank", put(SOUND.replace("tea-line", "tea line")), "tea line:", "cannot be an id"),
    Fault("a service twice", put(f"{SOUND}{SOUND.replace('tea-line:', 'tea-line: # again')}"), "# again", "twice"),
    Fault("services as a list", put("- Tea Line\n"), 1, "list"),
    Fault("a phone on a page", written("Ring them on 01632 960001 today."), "01632", "phone finder"),
    Fault("a phone to tap on a page", written("[Ring them](tel:01632960001) today."), "Ring them", "lead|link|address"),
    Fault("a phone in the glossary", Append(GLOSSARY, "advice: 0808-157-0157\n"), "advice:", "phone finder"),
    Fault("banned wording in a service", other("who_for", "I promise that it helps."), "who_for", "must not be said"),
]
