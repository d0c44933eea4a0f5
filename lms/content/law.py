"""How law is named in a text. Light: whoever serves pages may load it."""

import re

LAW = re.compile(r"\bActs?\s+(?:of\s+)?(?:19|20)\d\d\b|\b[Ss]ection\s+\d+[A-Z]{0,2}\b")
NATION = re.compile(r"\b(?:England|Wales|Scotland|Northern\s+Ireland|United\s+Kingdom|UK)\b")
