"""Where a line stands in a page that is being written. Light: whoever serves pages may load it.

A mark is a paragraph that holds the line's number between two characters of Unicode's private area. Whoever shows the
page puts words in its place.
"""

import re

MARK = re.compile("<p>\ue000([0-9]{1,6})\ue001</p>")


def mark(line: int) -> str:
    """The mark of a line."""
    return f"<p>\ue000{line}\ue001</p>"
