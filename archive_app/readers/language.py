"""The language of a text as a BCP 47 tag: scripts at once, alphabets by a model loaded late."""

import re

SAMPLE = 1200
"""Code points looked at."""
LEAST_LETTERS = 25
"""Below so many letters of an alphabet a guess is worth nothing."""

_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HAN = re.compile("[\u3400-\u9fff]")
_OTHER_LETTER = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def detect_language(text: str) -> str:
    """Return 'en', 'zh', 'ja' …, or '' when the text is too short to tell."""
    sample = text[:SAMPLE]
    kana, hangul, han = (len(script.findall(sample)) for script in (_KANA, _HANGUL, _HAN))
    others = len(_OTHER_LETTER.findall(sample))
    # A sign of these scripts says about as much as three letters.
    if 3 * (kana + hangul + han) > others:
        if hangul > kana + han:
            return "ko"
        return "ja" if 20 * kana > han else "zh"
    if others < LEAST_LETTERS:
        return ""
    # Its model takes half a second to load, so only a process that meets an alphabet loads it.
    from py3langid import classify

    return str(classify(sample)[0])


def tidy_tag(tag: str) -> str:
    """Return a declared language as a BCP 47 tag ('en_GB' -> 'en-GB'), or '' when it is none."""
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?", tag.strip())
    if match is None:
        return ""
    parts = (match[1].lower(), (match[2] or "").title(), (match[3] or "").upper())
    return "-".join(part for part in parts if part)
