"""An item as a BibTeX entry.

Knows: bibtexparser, and which characters TeX reads as commands.
Must not know: speeches.
"""

from __future__ import annotations

import re
from typing import Any, Final

from build_tools.citations.item import Item

TEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, also behind a backslash
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}",
    "-": "-{}",  # one before another would make a dash
    "'": "'{}",  # … a quotation mark
}
SPECIAL: Final = re.compile(r"[\\{}$&#%_^~`]|-(?=-)|'(?=')")
BRACES: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def write(cited: Item) -> str:
    """The entry: what is not known has no field, and the note says so."""
    from bibtexparser.entrypoint import write_string  # noqa: PLC0415 - loaded by those who cite, not by every command
    from bibtexparser.library import Library  # noqa: PLC0415 - as above
    from bibtexparser.model import Entry, Field  # noqa: PLC0415 - as above

    facts = cited.facts
    kind = "incollection" if "container-title" in facts else "misc"
    fields = [Field(name, value) for name, value in _fields(cited)]
    return write_string(Library([Entry(kind, facts["id"], fields)]))


def _fields(cited: Item) -> list[tuple[str, str]]:
    facts = cited.facts
    rows = [("title", f"{{{_tex(cited.title)}}}")]
    if cited.authors:
        rows.append(("author", " and ".join(f"{{{_tex(name)}}}" for name in cited.authors)))
    if "container-title" in facts:
        rows.append(("booktitle", f"{{{_tex(facts['container-title'])}}}"))
    rows += _dates(facts["issued"]) if "issued" in facts else []
    rows += [("url", facts["URL"].translate(BRACES))] if "URL" in facts else []
    rows += [("urldate", written(facts["accessed"]))] if "accessed" in facts else []
    return [*rows, ("language", facts["language"]), ("note", _tex(facts["note"]))]


def _dates(issued: dict[str, Any]) -> list[tuple[str, str]]:
    """The year, as BibTeX knows it, and the whole date, as BibLaTeX does; a date of ours in brackets, as a year."""
    date = written(issued)
    return [("year", f"[{date}]")] if issued.get("circa") else [("date", date), ("year", date[:4])]


def written(date: dict[str, Any]) -> str:
    """A date of CSL as it is written: `2021-05-03`, `2021/2022`."""
    if "literal" in date:
        return str(date["literal"])
    return "/".join("-".join(f"{part:02}" for part in parts) for parts in date["date-parts"])


def _tex(text: str) -> str:
    return SPECIAL.sub(lambda found: TEX[found[0]], text)
