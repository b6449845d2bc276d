"""Reads the place where a speech was held, or whose it is, from its heading lines, its opening and a news dispatch.

Knows: how titles, date lines, openings and agencies write places.
Must not know: how places in the body are weighed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from build_tools.description import region_contexts
from build_tools.description.region_names import Name, find, towns
from build_tools.description.region_scores import Choice, Hit
from build_tools.vocabulary import places

WORDS: Final = places.contexts()
HAN_DAY: Final = "[0-9０-９〇○一二三四五六七八九十]{1,3}"
DATE_AND_PLACE: Final = re.compile(
    "[（(][^（）()\\n]{0,24}[日年][，,、 \u3000于]{1,3}(?P<place>[^（）()\\n0-9０-９]{2,24})[）)]"
)
AGENCY: Final = re.compile(
    WORDS["agencies"]
    + f"(?:记者)?[\\s\u3000]?(?P<place>[\u4e00-\u9fff·]{{2,14}}?)[\\s\u3000]?{HAN_DAY}月{HAN_DAY}日\\s?[电讯]"
)
GATHERED: Final = re.compile(WORDS["gathering"] + "(?:在|于|到)?(?P<place>[^，。！？；：\\n]{2,16})")
MET: Final = re.compile("在(?P<place>[^，。！？；：\\n在]{2,16}?)(?:这里|隆重|亲切|热烈|胜利|顺利)*" + WORDS["meeting"])
SPEECH: Final = re.compile(WORDS["speech_places"])
AT: Final = re.compile("(?:在|于)(?:庆祝|纪念|欢迎|出席|参加)?[“《]?$")
WORD_START: Final = re.compile("[^\u4e00-\u9fff]|[于在日国]")
VENUE: Final = re.compile("|".join(sorted(places.venues(), key=len, reverse=True)))
OPENING: Final = 300


def date_line(text: str, spans: Sequence[tuple[int, int]]) -> Choice | None:
    """（２０１３年３月２２日，莫斯科）, or a place in a line of its own with the date. Spans are of such lines."""
    lead = text[: 3 * OPENING]
    found = [match.span("place") for match in DATE_AND_PLACE.finditer(lead)]
    for start, end in (*found, *spans):
        choice = _venue(text, start, end) or _deepest(_standing(text, start, end), "region-date-line", "stated")
        if choice:
            return choice
    return None


def heading(hits: Sequence[Hit], text: str, spans: Sequence[tuple[int, int]], *, bodies: bool) -> Choice | None:
    """A place in title or byline: of a body (广西政府工作报告) or, if not `bodies`, any that it is about."""
    mine = [hit for hit in hits for start, end in spans if start <= hit.name.start < end]
    if bodies:
        return _chain(_strong(mine, text), "region-title", "stated")
    chinese = [hit for hit in mine if hit.code and _about(hit, text)]
    abroad = [hit.name for hit in mine if hit.name.abroad and _held_at(hit.name, text, spans)]
    return _chain(chinese, "region-title", "stated") or _deepest(abroad, "region-title", "stated")


def _strong(hits: Sequence[Hit], text: str) -> list[Hit]:
    """Places whose body is named, and full names right behind 在, like both of 在天津市和平区人代会上."""
    found: list[Hit] = []
    for hit in hits:
        behind = AT.search(text[max(0, hit.name.start - 4) : hit.name.start])
        held = hit.name.full and hit.weight >= region_contexts.NEUTRAL and behind
        follows = bool(found) and found[-1].name.end == hit.name.start
        if hit.code and (held or (hit.name.full and follows) or _of_a_body(hit, text)):
            found.append(hit)
    return found


def town(text: str, spans: Sequence[tuple[int, int]]) -> Choice | None:
    """The county of the one town that a title names, if no other county has a town of that name."""
    for start, end in spans:
        found = list(towns(text[start:end]).items())
        if len(found) == 1 and SPEECH.search(text, start, end):
            code, names = found[0]
            hits = (Hit(Name(n.start + start, n.end + start, n.text, n.full), 1.0, places.place(code)) for n in names)
            return Choice(code, "region-towns", "inferred", tuple(hits))
    return None


def _of_a_body(hit: Hit, text: str) -> bool:
    """True if a body of that place is named; a short name must not be in a list of traps."""
    usable = hit.weight >= region_contexts.NEUTRAL if hit.name.full else hit.name.text not in places.ambiguous()
    return usable and region_contexts.of_a_body(hit.name, text)


def _about(hit: Hit, text: str) -> bool:
    if hit.name.full:
        return hit.weight >= region_contexts.NEUTRAL
    before = text[max(0, hit.name.start - 4) : hit.name.start]
    return hit.weight >= region_contexts.SOME and bool(AT.search(before))


def _held_at(name: Name, text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """True for 在韩国国立首尔大学的演讲: 在 stands shortly before, and the title says that it is a speech."""
    start, end = next((s, e) for s, e in spans if s <= name.start < e)
    said_at = re.search("在[\u4e00-\u9fff]{0,8}$", text[start : name.start])
    return bool(
        said_at and SPEECH.search(text, name.end, end) and not region_contexts.STRANGER_AFTER.match(text, name.end)
    )


def opening(text: str, start: int) -> Choice | None:
    """今天我们相聚在布拉柴维尔: the first sentences say where people met."""
    for pattern in (GATHERED, MET):
        for match in pattern.finditer(text, start, start + OPENING):
            names = [n for n in _names(text, *match.span("place")) if _plain(n, text)]
            choice = _deepest(names, "region-opening", "stated") or _venue(text, *match.span("place"))
            if choice:
                return choice
    return None


def _plain(name: Name, text: str) -> bool:
    if name.abroad:
        return not region_contexts.NATURE_AFTER.match(text, name.end)
    return region_contexts.weigh(name, text) >= region_contexts.SOME


def agency(text: str, spans: Sequence[tuple[int, int]]) -> Choice | None:
    """新华社巴黎3月27日电: where the report was sent from, hence most likely where the speech was held."""
    for start, end in spans:
        for match in AGENCY.finditer(text, start, end):
            choice = _deepest(_names(text, *match.span("place")), "region-agency", "inferred")
            if choice:
                return choice
    return None


def _names(text: str, start: int, end: int) -> list[Name]:
    """The places in a piece of the text; a name that a trap list holds counts only in full."""
    found, _ = find(text[start:end])
    kept = [name for name in found if name.abroad or name.full or name.text not in places.ambiguous()]
    return [Name(n.start + start, n.end + start, n.text, n.full, n.units, n.abroad) for n in kept]


def _standing(text: str, start: int, end: int) -> list[Name]:
    """Names that begin where a word begins: after a mark, 于, 在, the word 日, or another place."""
    names = _names(text, start, end)
    ends = {name.end for name in names}
    return [n for n in names if n.start == start or n.start in ends or WORD_START.match(text, n.start - 1)]


def _deepest(names: Sequence[Name], rule: str, status: str) -> Choice | None:
    """The first place named and, if the next lie in it, the deepest of them."""
    abroad = [name for name in names if name.abroad]
    if abroad and abroad[0].abroad:
        code = abroad[0].abroad.code
        same = [name for name in abroad if name.abroad and name.abroad.code == code]
        city = next((name.abroad.city for name in same if name.abroad and name.abroad.city), "")
        return Choice(code, rule, status, tuple(Hit(name, 1.0) for name in same), city)
    return _chain(list(_certain(names)), rule, status)


def _certain(names: Sequence[Name]) -> Iterator[Hit]:
    """Names of one unit only; of several of one name, the province, or the one inside the unit named before."""
    named: set[str] = set()
    for name in names:
        now = {places.identity(unit): unit for unit in name.units if unit.in_force(None)} or {
            places.identity(unit): unit for unit in name.units
        }
        inside = [unit for code, unit in now.items() if places.above(code) & named]
        top = [unit for unit in now.values() if not unit.parent]
        prefectures = [unit for unit in now.values() if unit.parent.endswith("0000")]
        one = next((group for group in (list(now.values()), inside, top, prefectures) if len(group) == 1), None)
        if one:
            named.add(places.identity(one[0]))
            yield Hit(name, 1.0, one[0])


def _chain(hits: Sequence[Hit], rule: str, status: str) -> Choice | None:
    """The deepest of places that lie in one another; nothing if two do not."""
    if not hits:
        return None
    codes = {hit.code for hit in hits}
    deepest = max(codes, key=lambda code: (len(places.above(code)), code))
    if codes - places.above(deepest) - {deepest}:
        return None
    return Choice(deepest, rule, status, tuple(hit for hit in hits if hit.code == deepest))


def _venue(text: str, start: int, end: int) -> Choice | None:
    match = VENUE.search(text, start, end)
    if not match:
        return None
    name = Name(match.start(), match.end(), match[0], full=False)
    code = places.venues()[match[0]]
    return Choice(code, "region-venue", "inferred", (Hit(name, 1.0, places.place(code)),))
