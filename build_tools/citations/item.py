"""Speech → what is cited of it, under the names of CSL-JSON; what is not known is absent, and a note says so.

Knows: metadata, and the variables of CSL (https://docs.citationstyles.org/en/stable/specification.html).
Must not know: how any style prints them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from build_tools.model import UNSURE, Metadata, Speech

ANTHOLOGY: Final = "讲话选集"
# "2021", "2021-05", "2021-05-03~", "2021-XX" — not "202X", nor "2021/2022"
DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:-XX)*([?~%]?)")
WHITE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Item:
    """What is cited. `facts` is a CSL-JSON item; the others say which of its values are ours and not the source's."""

    facts: Mapping[str, Any]
    title_is_ours: bool
    author_is_inferred: bool
    date_is_inferred: bool

    @property
    def title(self) -> str:
        """The title, in square brackets if it is not the source's own."""
        return f"[{self.facts['title']}]" if self.title_is_ours else str(self.facts["title"])

    @property
    def authors(self) -> list[str]:
        """The authors' names, in square brackets if they are inferred; none if nobody is known."""
        names = [name["literal"] for name in self.facts.get("author", ())]
        return [f"[{name}]" for name in names] if self.author_is_inferred else names


def item(speech: Speech, container: str) -> Item:
    """What is cited of a speech; `container` is the title of the compilation that it stands in, or empty."""
    known = speech.metadata
    unsure = known.speaker.status in UNSURE
    date = _date(known.date.edtf or "", doubtful=known.date.status in UNSURE)
    facts: dict[str, Any] = {"id": speech.id, "type": "speech", "title": _line(known.title)}
    if known.speaker.name:
        facts["author"] = [{"literal": _line(known.speaker.name)}]
    if date:
        facts["issued"] = date
    if container:
        facts["container-title"] = _line(container)
    if known.occasion.name:
        facts["event-title"] = _line(known.occasion.name)
    facts |= _access(speech)
    facts["language"] = known.language
    facts |= {"archive": ANTHOLOGY, "archive_location": speech.id}
    facts["note"] = "；".join(_notes(speech, date))
    return Item(facts, known.title_status == "editorial", unsure, bool(date.get("circa")))


def as_json(cited: Item) -> str:
    """The item as a CSL-JSON file, which is a list of items."""
    return json.dumps([cited.facts], ensure_ascii=False, indent=1) + "\n"


def _line(text: str) -> str:
    return WHITE.sub(" ", text).strip()


def _date(edtf: str, *, doubtful: bool) -> Mapping[str, Any]:
    """An EDTF date as CSL has it: in parts, or as it is written where CSL has no form for it."""
    if not edtf:
        return {}
    ends = [DATE.fullmatch(end) for end in edtf.split("/")]
    circa = {"circa": True} if doubtful or edtf[-1] in "?~%" else {}
    whole = [found for found in ends if found]
    if len(whole) < len(ends):
        return {"literal": edtf, **circa}
    circa = circa or ({"circa": True} if any(found[4] for found in whole) else {})
    return {"date-parts": [[int(part) for part in found.groups()[:3] if part] for found in whole], **circa}


def _access(speech: Speech) -> Mapping[str, Any]:
    """Where the source was found, and when somebody looked."""
    declared, facts = speech.source.declared, dict[str, Any]()
    if declared.url:
        facts["URL"] = _line(declared.url.text)
    if declared.retrieved:
        facts["accessed"] = _date(_line(declared.retrieved.text), doubtful=False)
    return facts


def _notes(speech: Speech, date: Mapping[str, Any]) -> Iterator[str]:
    """What a reader must know of the values: which are missing, and which are ours."""
    known = speech.metadata
    if known.title_status == "editorial":
        yield "题名为编者所拟"
    yield from _speaker_notes(known)
    if not date:
        yield "日期不详"
    elif date.get("circa"):
        yield "日期为推断"
    if not speech.complete:
        yield "文本不全"
    yield f"来源 {speech.source.id} 第 {speech.number} 篇，SHA-256 {speech.source.sha256}"


def _speaker_notes(known: Metadata) -> Iterator[str]:
    speaker = known.speaker
    if not speaker.name:
        yield "作者不详"
    elif speaker.status in UNSURE:
        yield "作者为推断"
    if speaker.role_text:
        yield f"讲话人身份：{_line(speaker.role_text)}" + ("（推断）" if speaker.status in UNSURE else "")
