"""What machines read in the head of a speech's page: schema.org as JSON-LD, from the page's front matter.

Sources: schema.org CreativeWork; JSON-LD 1.1; the HTML standard on data blocks. Dublin Core, Open Graph and citation_*
stand in theme/main.html. A date or a speaker that is inferred is left out: machines would take it for a fact.
Knows: the keys of a speech's front matter.
Must not know: how pages are rendered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from markupsafe import Markup

UNKNOWN: Final = "unknown"
SAID: Final = ("declared", "stated")
DATE: Final = re.compile(r"\d{4}(?:-\d{2}){0,2}")
ESCAPED: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def is_speech(meta: Mapping[str, Any]) -> bool:
    """True of a speech's front matter; a page that tells that one was withdrawn has none of it."""
    return "speaker_role" in meta


def stated(meta: Mapping[str, Any]) -> Mapping[str, str]:
    """Speaker and date, each if the source or a person says so: `author`, and `date` as YYYY, YYYY-MM or YYYY-MM-DD."""
    speaker, date = str(meta.get("speaker", UNKNOWN)), str(meta.get("edtf", UNKNOWN))
    known = {"author": speaker} if speaker != UNKNOWN and meta.get("speaker_status") in SAID else {}
    return known | ({"date": date} if DATE.fullmatch(date) and meta.get("date_status") in SAID else {})


def json_ld(meta: Mapping[str, Any], name: str) -> Markup:
    """A data block's text: what is known of a speech, nothing of what is not. It cannot end the block it stands in."""
    work: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": str(meta["title"]),
        "inLanguage": "zh",  # simplified or traditional: front matter does not say
        "isPartOf": {"@type": "Collection", "name": name},
        "description": str(meta["description"]),
        "keywords": [str(tag) for tag in meta.get("tags", ())],
        "genre": str(meta["genre"]),
    }
    said = stated(meta)
    work |= {"author": {"@type": "Person", "name": said["author"]}} if "author" in said else {}
    work |= {"dateCreated": said["date"]} if "date" in said else {}
    known = {key: value for key, value in work.items() if value not in (UNKNOWN, "", [])}
    told = json.dumps(known, ensure_ascii=False, sort_keys=True)
    return Markup("".join(ESCAPED.get(one, one) for one in told))  # noqa: S704 - escaped on this line
