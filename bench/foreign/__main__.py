"""`./run foreign FOLDER`: every text below a folder through the editor's child, counted; then all of it in a Chromium.

Markdown and plain text is tried as a page, as a quiz and as a case, JSON as CommonMark writes its examples, XML as
Moodle's questions, SVG as a drawing. Returns 1 where anything crashed, ran, left, or was lost without a reason.
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.foreign.browser import opened
from bench.foreign.commonmark import by_section
from bench.foreign.pages import application, drawings_in, pages_of
from bench.foreign.texts import Form, texts_in
from bench.foreign.trying import Tried, Watched, try_text

MEBIBYTE = 1024 * 1024
FATES = ("whole", "in part", "not drawn", "took too long")
QUOTED = re.compile(r"`[^`]*`|“[^”]*”|\d[\d,]*")
MOST_REASONS = 25


def main() -> int:
    """Try them all, and print what became of them."""
    parser = argparse.ArgumentParser(prog="./run foreign", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the texts are")
    asked = parser.parse_args()
    bench = Watched()
    results = [try_text(text, bench) for text in texts_in(asked.folder)]
    print_counts(results)
    print_sections(results, bench)
    faults = [f"{each.text.name} as {each.text.form.value}: {fault}" for each in results for fault in each.faults]
    faults = list(dict.fromkeys(faults + look_at(results)))
    print(f"\nchildren: {Counter(bench.ended) or 'none ended by itself'}; most memory {bench.peak // MEBIBYTE} MiB")
    print(f"{len(faults)} faults", *faults[:200], sep="\n  ")
    bench.close()
    return 1 if faults or not results else 0


def print_counts(results: Sequence[Tried]) -> None:
    """A line for each form: how many, what became of them, the slowest; then the reasons."""
    print(f"{'':18}{'texts':>8}" + "".join(f"{fate:>15}" for fate in FATES) + f"{'seconds':>9}{'CPU-s':>7}  slowest")
    for form in Form:
        some = [each for each in results if each.text.form is form]
        if some:
            fates, slowest = Counter(each.fate for each in some), max(some, key=lambda each: each.cpu)
            counted = "".join(f"{fates[fate]:>15}" for fate in FATES)
            walls = f"{max(each.seconds for each in some):9.2f}{slowest.cpu:7.2f}"
            print(f"{form.value:18}{len(some):8}{counted}{walls}  {slowest.text.name[-50:]}")
    for form in Form:
        _print_reasons(form, [each for each in results if each.text.form is form])


def _print_reasons(form: Form, results: Sequence[Tried]) -> None:
    reasons = Counter(reason for each in results for reason in {_grouped(problem.message) for problem in each.reasons})
    broke = Counter(_grouped(error) for each in results for error in each.broke)
    left_out = sum(each.left_out for each in results)
    if not results:
        return
    print(f"\n{form.value}: {sum(len(each.drawn) for each in results)} pieces drawn, {left_out} not asked for, "
          f"{sum(each.empty for each in results)} empty; {sum(bool(each.lost) for each in results)} texts that have "
          "reasons lost words")  # fmt: skip
    _print_counted("texts with a reason", reasons)
    _print_counted("pieces whose drawing broke on what has a reason", broke)


def _print_counted(title: str, counted: Counter[str]) -> None:
    if counted:
        print(f"  {title}:")
        for words, times in counted.most_common(MOST_REASONS):
            print(f"  {times:7}  {words}")
        if (rest := len(counted) - MOST_REASONS) > 0:
            print(f"           and {rest} rarer ones")


def _grouped(words: str) -> str:
    return QUOTED.sub("…", words)


def print_sections(results: Iterable[Tried], bench: Watched) -> None:
    """CommonMark's sections, and every example that is drawn otherwise."""
    sections = by_section(results, bench)
    if sections:
        print(f"\n{'CommonMark':45}{'same':>10}{'otherwise':>10}{'refused':>10}")
    for name, section in sections.items():
        print(f"{name:45}" + "".join(f"{section.counts[fate]:>10}" for fate in ("same", "otherwise", "refused")))
    for name, section in sections.items():
        numbers = " ".join(each.text.name.rpartition(" ")[2] for each in section.otherwise)
        if numbers:
            print(f"  otherwise in {name}: {numbers}")


def look_at(results: Sequence[Tried]) -> list[str]:
    """What a browser finds wrong with all that was drawn."""
    with tempfile.TemporaryDirectory() as place, opened() as watcher:
        drawings = drawings_in(results)
        pages = list(pages_of(application(Path(place)), results))
        faults = watcher.faults_of(pages, drawings)
    print(f"\nin a Chromium: {len(pages)} pages of pieces, {len(drawings)} drawings alone, {len(faults)} faults")
    return faults


if __name__ == "__main__":
    sys.exit(main())
