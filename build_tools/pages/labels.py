"""What ids are called on pages, and how values and their standing are told.

Knows: the vocabulary's labels, and the words for statuses, certainties and categories.
Must not know: Markdown.
"""

from __future__ import annotations

from typing import Final

from build_tools.vocabulary import Vocabulary, places

UNKNOWN: Final = "未详"
STATUS: Final = {"declared": "声明", "stated": "明言", "inferred": "推断", "guessed": "猜测", "unknown": UNKNOWN}
CERTAINTY: Final = {"certain": "确定", "probable": "或然", "unclear": "存疑"}
CATEGORY: Final = {
    "regularisation": "规范化",
    "noise": "衍误",
    "slip": "讹误",
    "lacuna": "脱文",
    "correction": "更正",
}
SEVERITY: Final = {"error": "错误", "warning": "注意", "info": "提示"}
PART: Final = {
    "front": "卷首",
    "speech": "讲话",
    "note": "附注",
    "contents": "目录",
    "attribution": "出处说明",
    "separator": "分隔",
    "furniture": "页面杂项",
    "withdrawn": "已撤下",
}
LANGUAGE: Final = {"zh-Hans": "简体中文", "zh-Hant": "繁体中文", "en": "英文", "mixed": "中英混合", "und": UNKNOWN}
KINDS: Final = {
    "occasions": ("场合", "Occasions"),
    "genres": ("文体", "Genres"),
    "roles": ("讲话人身份", "Speakers' roles"),
    "regions": ("地区", "Regions"),
    "years": ("年份", "Years"),
    "states": ("文本状态", "States of the text"),
    "proofreading": ("校对程度", "Proofreading"),
}
NOT_KNOWN: Final = "unknown"
"""The id of the list of those whose value is not known."""


def label(kind: str, value: str, vocabulary: Vocabulary) -> str:
    """What a facet's value is called, in Chinese."""
    if value == NOT_KNOWN:
        return UNKNOWN
    if kind == "regions":
        return (places.path(value) or (value,))[-1]
    if kind == "years":
        return f"{value} 年"
    entries = getattr(vocabulary, kind)
    return str(entries[value].label.zh) if value in entries else value


def definition(kind: str, value: str, vocabulary: Vocabulary) -> str:
    """What a value of a controlled list means, in Chinese; nothing for the others."""
    entries = getattr(vocabulary, kind, {}) if kind not in ("regions", "years") else {}
    return str(entries[value].definition.zh) if value in entries else ""


def english(kind: str, value: str, vocabulary: Vocabulary) -> str:
    """What a value is called in English; nothing if no list of ours says it."""
    if kind == "regions":
        return places.label_en(value)
    entries = getattr(vocabulary, kind, {}) if kind != "years" else {}
    return str(entries[value].label.en) if value in entries else ""


def minutes(pair: tuple[float, float]) -> str:
    """A speaking time as a range: 4.6–5.8 分钟."""
    low, high = pair
    return f"{low:g} 分钟" if low == high else f"{low:g}–{high:g} 分钟"
