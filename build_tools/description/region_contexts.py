"""How much a place's name says where it stands: is it ours, a stranger's, a company's, a mountain's?

Knows: the words around names (places-contexts.yml).
Must not know: which place is meant.
"""

from __future__ import annotations

import re
from typing import Final

from build_tools.description.region_names import Name
from build_tools.vocabulary import places

WORDS: Final = places.contexts()
STRANGER_BEFORE: Final = re.compile(WORDS["not_ours_before"] + "[^，。；：、！？,;:!?\\s]{0,6}$")
STRANGER_AFTER: Final = re.compile(WORDS["not_ours_after"])
BODY_AFTER: Final = re.compile("[省市县区州盟旗]?" + WORDS["body_after"])
BODY_BEFORE: Final = re.compile(WORDS["body_before"] + "$")
COMPANY_AFTER: Final = re.compile("[^，。；：、！？“”,;:!?\\s]{0,8}?" + WORDS["company_after"])
FIRM_AFTER: Final = re.compile("[^，。；：、！？“”,;:!?\\s]{0,8}?(?:公司|集团|银行|股份)")
COMPANIES_AFTER: Final = re.compile("[^，。；：！？\\s]{0,10}?等.{0,4}(?:企业|公司|集团|厂商|客商)")
NATURE_AFTER: Final = re.compile(WORDS["nature_after"])
OURS_BEFORE: Final = re.compile("(?:" + WORDS["ours_before"] + "|[，。；：！？,;:!?\\s]|^)$")
OURS_AFTER: Final = re.compile(WORDS["ours_after"] + "|[，。；：！？”,;:!?\\s]|$")
REPRESENTS: Final = re.compile(
    "(?:我|谨|现在|今天|[，。：\\s]|^)" + WORDS["represents"] + "(?:[\u4e00-\u9fff]{1,4}[省市州])?$"
)
BOUNDARY_BEFORE: Final = re.compile("(?:" + WORDS["boundary_before"] + "|[^\u4e00-\u9fff]|^)$")
TRAPS_AFTER: Final = (NATURE_AFTER, COMPANY_AFTER, COMPANIES_AFTER)
SWALLOWED: Final = re.compile(WORDS["swallowed"])
QUOTES: Final = '“‘「『《〈"'

NOTHING, LITTLE, SOME, NEUTRAL, STRONG = 0.0, 0.2, 0.3, 1.0, 2.0


def weigh(name: Name, text: str, *, after_a_place: bool = False) -> float:
    """The weight of a name where it stands, from 0 (another thing) to 2 (a body of that place speaks).

    `after_a_place`: another place's name ends where this one starts.
    """
    before, after = text[max(0, name.start - 14) : name.start], text[name.end : name.end + 18]
    if name.full:
        return _full(name, text, before, after, after_a_place)
    return _short(name, before, after, after_a_place)


def _full(name: Name, text: str, before: str, after: str, after_a_place: bool) -> float:  # noqa: FBT001
    if SWALLOWED.match(text, name.end - 1):
        return NOTHING
    risky = len(name.text) == 2 or name.text in places.ambiguous() or places.short_name(name.text) in places.ambiguous()
    if risky and not after_a_place and not BOUNDARY_BEFORE.search(before):
        return NOTHING
    if FIRM_AFTER.match(after) or _strange(before, after):
        return LITTLE
    if BODY_AFTER.match(after) or BODY_BEFORE.search(before):
        return STRONG
    if before.endswith("、") or after.startswith("、"):
        return SOME
    return NEUTRAL


def _short(name: Name, before: str, after: str, after_a_place: bool) -> float:  # noqa: FBT001
    if name.text in places.ambiguous() and not after_a_place:
        return NOTHING
    if (before and before[-1] in QUOTES) or any(trap.match(after) for trap in TRAPS_AFTER):
        return NOTHING
    if _strange(before, after):
        return LITTLE
    if before.endswith("、") or after.startswith("、"):
        return SOME
    return NEUTRAL if OURS_BEFORE.search(before) or OURS_AFTER.match(after) else SOME


def _strange(before: str, after: str) -> bool:
    return bool(STRANGER_BEFORE.search(before) or STRANGER_AFTER.match(after))


def of_a_body(name: Name, text: str) -> bool:
    """True if a body of the place is named: 上海市人民政府, 中共抚松县委, 广西政府工作报告."""
    return bool(BODY_AFTER.match(text, name.end) or BODY_BEFORE.search(text[max(0, name.start - 4) : name.start]))


def represented(name: Name, text: str) -> bool:
    """True if the speaker stands for a body of the place: 我谨代表中共安溪县委, 受上海市人民政府委托."""
    before = text[max(0, name.start - 12) : name.start]
    return bool(REPRESENTS.search(before) and BODY_AFTER.match(text, name.end))
