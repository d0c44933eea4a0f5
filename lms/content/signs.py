"""How course text names a figure and a source. Light: whoever serves pages may load it."""

import re

FIGURE = re.compile(r"\[figure:[ ]*([a-z][a-z0-9-]*)[ ]*\]")
CITATION = re.compile(r"\[@([a-z][a-z0-9-]*)\]")
