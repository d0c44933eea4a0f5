"""Questions from Moodle, and for Moodle (its XML format). `read_moodle` takes a file in, `write_moodle` gives one away.
Nothing is dropped or changed without a word: what cannot be taken in is refused, what changes is noted, both by line.

| Moodle's type | our kind | on condition that |
|---|---|---|
| `multichoice`, one answer | `single` | one answer wins 100, the others 0 |
| `multichoice`, several | `multiple-partial` | n right ones win 100/n each, every wrong one costs 100/n |
| `multichoice`, several | `multiple` | n right ones win 100/n each, every wrong one costs 100; noted |
| `multichoiceset` (plugin) | `multiple` | |
| `truefalse` | `true-false` | |
| `kprime` (plugin) | `kprim` | it is marked as kprime: 1, a half, 0 |
| `matching` | `matching` | no answer without a row |
| `ordering` (4.4, or plugin) | `ordering` | always noted: Moodle marks by another rule |
| `gapselect`, `cloze` with MULTICHOICE | `gap` | every gap counts the same; a `cloze` is given back as `gapselect` |
| `numerical` | `number` | one right number, at most one unit, which is not graded |
| `shortanswer` | `short-text` | capitals do not count, no wildcards |

Whatever is given away and taken in again is the same question (kind, words, what is right, feedback, tolerance, unit,
accepted forms, id), but for this:

| lost | what comes back |
|---|---|
| `outcome` | the one that is passed to `read_moodle` |
| `sources`, `source` | none: the check asks for one at the question's line |
| `critical` | no: it has to be written again |
| figures and citations | the words that they said |
| links into the course | their words |
| pictures | the words for them, in square brackets |
| tables and quotations in a question | nothing: it is refused, and says so |
| the head of a matching table | `This`, `Goes with` (ours does not keep it either) |
| looks of a title, a gap's words, a right column | their words (ours does not keep them either) |

Answers that go another way (fractions, penalties, weights, wildcards, a second unit), whatever is typed into a `cloze`,
more than 8 options, files, pictures, and HTML beyond paragraphs, lists, bold, italics, code and links are refused:
`unmapped.py` lists the types, `unheld.py` the HTML, `limits.py` how much a file may hold.

Of Moodle's own, these are left out and not noted, since they say nothing of the question here: tags, penalty for a
second try, whether it is hidden, numbering and shuffling of answers, Moodle's own "Your answer is correct".
"""

from lms.content.moodle.reading import read_moodle
from lms.content.moodle.reports import Imported, Remark
from lms.content.moodle.writing import NoSuchTypeError, different_in_moodle, write_moodle

__all__ = ["Imported", "NoSuchTypeError", "Remark", "different_in_moodle", "read_moodle", "write_moodle"]
