"""Who speaks, and as what: the name and post that header lines print, else the role that the first words tell.

Knows: in what words speakers tell where they stand: 我谨代表…, 我局, …开发区将.
Must not know: people who are only spoken of; a post is never made up from a role.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from build_tools.description import posts
from build_tools.description.cues import any_pattern
from build_tools.description.headings import is_compilers
from build_tools.description.posts import Person
from build_tools.description.reading import Reading
from build_tools.model import Evidence, Genre, Speaker
from build_tools.vocabulary import Vocabulary

Told = tuple[Speaker, tuple[Evidence, ...]]
Rules = tuple[tuple[str, re.Pattern[str]], ...]

# 李某某, 张××: a name that was taken out is no name
MASKED: Final = re.compile(r"[某×＊*ⅩxX○]")
# 我谨代表｜市委、市政府｜表示 — not 洪涛县长代表县委
ON_BEHALF: Final = re.compile(
    r"(?:我|谨|特|仅|请允许我)(?:[^，。！；]{0,14}[，]?[^，。！；]{0,4})代表(?P<who>[^，。！；：]{2,40}?)(?=，|。|、?向|对|表示|致以|致|欢迎|作|做|感谢|祝|$)"
)
MYSELF: Final = re.compile(r"^(?:我(?:个人|本人|自己)|(?:我们?)?(?:全家|家人)?$|个人)")
# 大石桥经济开发区｜将紧紧围绕: a body that says what it will do
WILL: Final = re.compile(
    r"(?:^|[，。；！\s])(?P<who>(?!各|我|全|有关|相关|市|县|区|省|党|国家|这|该|由|让|使|为)[^，。；！：\s]{2,18}?"
    r"(?P<kind>开发区|高新区|工业园区?|[^一-龥]?局|镇|乡|街道|公司|集团|银行|医院))将(?=紧紧围绕|坚决|认真|严格|全力|按照|以[^，。]{2,20}为|一如既往|牢固树立|切实|积极|始终|进一步|继续|抢抓|借)"
)
WILL_ROLES: Final = {
    "开发区": "development-zone-leader",
    "高新区": "development-zone-leader",
    "局": "bureau-head",
    "镇": "township-leader",
    "乡": "township-leader",
    "街道": "township-leader",
    "公司": "enterprise-leader",
    "集团": "enterprise-leader",
    "银行": "bank-finance",
    "医院": "hospital-leader",
}
OTHER_ZONES: Final = re.compile("自治区|开发区|高新区|园区|新区")  # 我区 of a text with one of these may be it
LEVELS: Final = ("county-leader", "municipal-leader")  # the lower first: a county's leader speaks of 我市 too
IN_CHARGE: Final = ("deployment", "summary", "address", "report", "greeting", "welcome")


@lru_cache(maxsize=4)
def _rules(vocabulary: Vocabulary) -> tuple[Rules, Rules, Rules]:
    entries = vocabulary.roles.values()
    of_posts = tuple((entry.id, any_pattern(entry.cues)) for entry in entries if entry.cues)
    of_bodies = tuple((entry.id, any_pattern(entry.marks)) for entry in entries if entry.marks)
    of_signs = tuple((entry.id, any_pattern(entry.signs)) for entry in entries if entry.signs)
    return of_posts, of_bodies, of_signs


def role_of(post: str, vocabulary: Vocabulary) -> str | None:
    """The role of a post in words; None if no cue says."""
    return next((role for role, pattern in _rules(vocabulary)[0] if pattern.search(post)), None)


def describe(reading: Reading, vocabulary: Vocabulary, genre: Genre) -> Told:
    """The speaker and why. The genre tells those who assign tasks (我市 is theirs) from those who accept them."""
    person, post = _people(reading, vocabulary)
    printed = _printed(reading, vocabulary, person, post)
    if printed[0].role:
        return printed
    told = _on_behalf(reading, vocabulary) or _will(reading, genre) or _signs(reading, vocabulary, genre)
    if told is None:
        return printed
    speaker, evidence = told
    if printed[0].status == "unknown":
        return told
    one = printed[0]
    return Speaker(one.name, speaker.role, one.role_text, speaker.organisation, one.status), (*printed[1], *evidence)


def _people(reading: Reading, vocabulary: Vocabulary) -> tuple[Person | None, Person | None]:
    """The first name in the header, and the first post beside that same name, one that tells a role if there is one."""
    told = [person for line in reading.header if not is_compilers(line) for person in posts.find(line)]
    found = [replace(person, name=None) if MASKED.search(person.name or "") else person for person in told]
    people = [person for person in found if person.name]
    named = next((person for person in people if person.post), None) or next(iter(people), None)
    if named is None:  # a post alone: 县委书记在…上的讲话
        return None, next((person for person in found if role_of(person.post or "", vocabulary)), None)
    own = [person for person in found if person.post and person.name in {named.name, None}]
    return named, next((person for person in own if role_of(person.post or "", vocabulary)), next(iter(own), None))


def _printed(reading: Reading, vocabulary: Vocabulary, person: Person | None, post: Person | None) -> Told:
    """What the header prints of name and post."""
    one = person or post
    if one is None:
        return Speaker(), ()
    how, name = ("stated", one.rule), one.name
    evidence = [reading.evidence("speaker", name, how, *one.name_at)] if name else []
    if post is None or not post.post:
        return Speaker(name=name, status="stated" if name else "unknown"), tuple(evidence)
    role, body = role_of(post.post, vocabulary), posts.body_of(post.post)
    evidence.append(reading.evidence("role_text", post.post, how, *post.post_at))
    if role:
        evidence.append(reading.evidence("speaker_role", role, how, *post.post_at))
    if body:
        start = post.post_at[0]
        evidence.append(reading.evidence("organisation", body, how, start, start + len(body)))
    return Speaker(name, role, post.post, body, "stated"), tuple(evidence)


def _on_behalf(reading: Reading, vocabulary: Vocabulary) -> Told | None:
    """In whose name the speaker says that he speaks: 我谨代表市委、市政府 …."""
    for passage in (reading.lead, reading.close):
        for found in ON_BEHALF.finditer(passage.text):
            who = found["who"]
            if MYSELF.match(who):
                continue
            role = next((role for role, pattern in _rules(vocabulary)[1] if pattern.search(who)), None)
            if role:
                start, end = passage.start + found.start(), passage.start + found.end()
                evidence = reading.evidence("speaker_role", role, ("inferred", "on-behalf-of"), start, end)
                return Speaker(role=role, status="inferred"), (evidence,)
    return None


def _will(reading: Reading, genre: Genre) -> Told | None:
    """…经济开发区将紧紧围绕 …: the body that speaks tells what it will do."""
    found = None if genre.id in IN_CHARGE else WILL.search(reading.lead.text)
    if not found:
        return None
    base = reading.lead.start
    start, end = base + found.start("who"), base + found.end("who")
    role = next((role for kind, role in WILL_ROLES.items() if found["kind"].endswith(kind)), "development-zone-leader")
    how = ("inferred", "body-says-what-it-will-do")
    name = reading.source.text[start:end]
    evidence = (
        reading.evidence("speaker_role", role, how, start, end),
        reading.evidence("organisation", name, how, start, end),
    )
    return Speaker(role=role, organisation=name, status="inferred"), evidence


def _signs(reading: Reading, vocabulary: Vocabulary, genre: Genre) -> Told | None:
    """我局, 我镇 …; 我县 and 我市 only of those who assign tasks."""
    rules = _rules(vocabulary)[2]
    bodies = [(role, pattern) for role, pattern in rules if role not in LEVELS]
    levels = [(role, dict(rules)[role]) for role in LEVELS] if genre.id in IN_CHARGE else []
    for role, pattern in (*bodies, *levels):
        found = pattern.search(reading.lead.text)
        if found and not (found[0] == "我区" and OTHER_ZONES.search(reading.lead.text)):
            start, end = reading.lead.start + found.start(), reading.lead.start + found.end()
            evidence = reading.evidence("speaker_role", role, ("inferred", "speaks-as-one-of"), start, end)
            return Speaker(role=role, status="inferred"), (evidence,)
    return None
