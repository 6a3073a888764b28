"""The front matter of a Markdown file: `key: value` lines between two rules at its beginning."""

import re

from archive_app.readers.press_words import LABEL_OF

MAX_LINES = 200
_KEYS = {
    key: name
    for name, keys in {
        "byline": "author_name|creator|writer",
        "outlet": "publisher|site|website|site_name",
        "published": "publication_date|date_published|datepublished|pubdate",
        "updated": "date_modified|datemodified|last_modified",
        "url": "link|source_url|canonical|canonical_url|permalink",
        "standfirst": "lede",
        "section": "category|categories",
        "keywords": "tags|keywords",
        "rights": "license",
        "language": "locale",
    }.items()
    for key in keys.split("|")
}
_PAIR = re.compile(r"(?P<key>[^\W\d][\w -]{0,30}?)\s*[:=]\s*(?P<value>.*)")
_ITEM = re.compile(r"\s*-\s+(?P<value>.*)")


def split_front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """Return the fields stated (by their names in the record, or `keywords`) and the text after them.

    A rule that opens no pairs is a rule of the text, and stays.
    """
    lines = text.lstrip("\n").split("\n")
    rule = lines[0].strip()
    if rule not in ("---", "+++"):
        return {}, text
    ends = ("---", "...") if rule == "---" else ("+++",)
    end = next((at for at in range(1, min(len(lines), MAX_LINES)) if lines[at].strip() in ends), 0)
    pairs = _pairs(lines[1:end])
    if not end or not pairs:
        return {}, text
    return pairs, "\n".join(lines[end + 1 :])


def _pairs(lines: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        item, pair = _ITEM.fullmatch(line), _PAIR.fullmatch(line)
        if item and name:
            # An author may be a mapping of its own: '- name: Jane Doe'.
            inner = _PAIR.fullmatch(item["value"])
            found[name] += _values(inner["value"] if inner and inner["key"] == "name" else item["value"])
        elif pair and not line[0].isspace():
            key = pair["key"].strip().lower()
            name = _KEYS.get(key.replace(" ", "_").replace("-", "_")) or LABEL_OF.get(
                key.replace("_", " "), ""
            )
            values = _values(pair["value"])
            if name in ("outlet", "url"):
                name = "url" if values and values[0].startswith(("http://", "https://")) else name
            if name:
                found.setdefault(name, []).extend(values)
    return {name: values for name, values in found.items() if values}


def _values(source: str) -> list[str]:
    source = source.strip()
    if source in ("|", ">", "|-", ">-", "null", "~"):
        return []
    if source.startswith("[") and source.endswith("]"):
        return [value for part in source[1:-1].split(",") for value in _values(part)]
    if len(source) > 1 and source[0] == source[-1] and source[0] in "\"'":
        source = source[1:-1]
    return [source] if source else []
