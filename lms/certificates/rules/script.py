"""What the letters of a name tell: which way they run, and which language they can only be."""

from __future__ import annotations

import unicodedata

HAN_FORMS = {
    "zh-Hans": "Chinese, simplified",
    "zh-Hant": "Chinese, traditional",
    "zh-HK": "Chinese, Hong Kong",
    "ja": "Japanese",
    "ko": "Korean",
}
# Scripts that one living language writes names in. Arabic, Devanagari, Cyrillic and the like serve many: left open.
_LANGUAGES = {
    "ARMENIAN": "hy", "GEORGIAN": "ka", "GUJARATI": "gu", "GURMUKHI": "pa", "HANGUL": "ko", "HEBREW": "he",
    "HIRAGANA": "ja", "KANNADA": "kn", "KATAKANA": "ja", "KHMER": "km", "LAO": "lo", "MALAYALAM": "ml",
    "MYANMAR": "my", "ORIYA": "or", "SINHALA": "si", "TAMIL": "ta", "TELUGU": "te", "THAI": "th",
}  # fmt: skip


def direction_of(name: str) -> str:
    """`rtl` when the first letter that has a direction runs from right to left; otherwise `ltr`."""
    strong = (unicodedata.bidirectional(character) for character in name)
    return "rtl" if next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"


def language_of(name: str, han_forms: str = "") -> str:
    """The language as HTML writes it, where the letters tell or the holder has chosen; empty where they do not."""
    if needs_han_forms(name):  # also beside Latin letters: it decides what is drawn
        return han_forms if han_forms in HAN_FORMS else likely_han_forms(name)
    scripts = _scripts(name)
    languages = {language for script, language in _LANGUAGES.items() if script in scripts}
    return languages.pop() if len(languages) == 1 and "LATIN" not in scripts else ""


def needs_han_forms(name: str) -> bool:
    """Whether it has Chinese characters and nothing that says in which country's forms: no kana, no hangul."""
    scripts = _scripts(name)
    return "CJK" in scripts and not scripts & {"HIRAGANA", "KATAKANA", "HANGUL"}


def likely_han_forms(name: str) -> str:
    """Which forms to offer first: those of the one country whose everyday character set holds the whole name."""
    han = "".join(character for character in name if unicodedata.name(character, "").startswith("CJK"))
    sets = (("gb2312", "zh-Hans"), ("big5", "zh-Hant"), ("shift_jis", "ja"), ("euc_kr", "ko"), ("big5hkscs", "zh-HK"))
    return next((forms for codec, forms in sets if _fits(han, codec)), "zh-Hant")


def _scripts(name: str) -> set[str]:
    """The scripts as Unicode's names of characters begin: LATIN, CJK, TAMIL."""
    return {unicodedata.name(character, "").partition(" ")[0] for character in name}


def _fits(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
