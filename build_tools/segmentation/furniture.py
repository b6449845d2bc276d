"""Lines that belong to the page, the agency or the compiler, and not to a speech.

Knows: the table of such lines.
Must not know: where speeches begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from build_tools.segmentation.lines import Line


@dataclass(frozen=True, slots=True)
class Aside:
    """A kind of line that is no part of a speech: the kind of part that it makes, and how it is known."""

    kind: str
    pattern: re.Pattern[str]


def _aside(kind: str, pattern: str) -> Aside:
    return Aside(kind, re.compile(pattern, re.IGNORECASE))


ASIDES: Final = (
    # "如若转载，请注明出处:https://…", "来源：某某网", "原标题：…", "（责任编辑：某某）"
    _aside("attribution", r"^[（(【\[]?\s*(?:如若转载|如需转载|转载请|转载自|转自|本文来自|本文来源|本文链接|本文地址|原文链接|原文地址|"
                          r"文章来源|资料来源|(?:信息|稿件)?来源\s*[:：]|原标题|责任编辑|责编|编辑\s*[:：]|版权声明|版权所有|声明\s*[:：]).{0,200}$"),
    _aside("attribution", r"^(?:网址|链接|地址|url)?\s*[:：]?\s*https?://\S+$"),
    _aside("attribution", r"^——.{0,12}在.{2,50}(?:演讲|讲话|致辞|发言)$"),
    # "（新华社北京4月28日电）", "《 人民日报 》（ 2013年09月06日 02 版）"
    _aside("note", r"^[（(【]\s*(?:新华社|中新社|人民网|本报|本网|央视|记者)[^）)]{0,60}(?:电|讯|摄|报道)\s*[）)】]$"),
    _aside("note", r"^[（(]?\s*《\s*[^》]{2,12}\s*》\s*[（(][^）)]{4,40}版?\s*[）)]$"),
    _aside("note", r"^(?:标签|关键词|关键字|tags?)\s*[:：].{0,120}$"),
    _aside("note", r"^\[[0-9]{1,3}\]\s*\S.{0,400}$"),
    _aside("note", r"^(?:以上(?:就是|便是|是|内容)|(?:希望|以上)[^。]{0,40}(?:对|给)(?:大家|您|你|你们)[^。]{0,16}(?:帮助|参考|启发)|"
                   r"(?:更多|想了解|欲了解)[^。]{0,40}(?:请|关注|访问|阅读|继续)).{0,160}$"),
    # "推荐阅读：", "上一篇：…", "【扫码关注】", "点击下载", "- 3 -", "第 3 页 共 12 页"
    _aside("furniture", r"^[【\[（(★▼↓>»·\-\s]*(?:推荐阅读|相关文章|相关推荐|相关阅读|相关范文|猜你喜欢|延伸阅读|热门文章|热门推荐|更多相关|更多精彩|"
                        r"精彩推荐|为您推荐|看过本文|点击下载|点此下载|下载全文|立即下载|下载文档|下载本文|文档下载|扫码|扫一扫|关注(?:我们|公众号|微信)|"
                        r"微信公众号|上一篇|下一篇|上一页|下一页|返回(?:首页|顶部|列表)|首页\s*[>|»]|当前位置|您的位置|阅读次数|浏览次数|"
                        r"阅读全文|展开全文|广告|本站|赞助|点赞|收藏|分享到|举报).{0,80}$"),
    _aside("furniture", r"^[-—–~·\s]*(?:第\s*)?[0-9]{1,4}\s*(?:页)?\s*(?:[/／,，]?\s*共\s*[0-9]{1,4}\s*页)?[-—–~·\s]*$"),
    _aside("furniture", r"^page\s*[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?$"),
    # "document.write(...)", "var ad = …;", "<div class=…>"
    _aside("furniture", r"^(?:document\.|window\.|var\s|let\s|const\s|function[\s(]|\$\(|\(function|\}\)?[;)]*$|</?(?:script|div|p|br|span|ins|iframe|a)\b|"
                        r"/\*|\*/|//\s?[a-z]|[a-z_$.]{2,30}\([^\u4e00-\u9fff]{0,200}\);?$|&nbsp;).{0,300}$"),
    _aside("separator", r"^(?P<mark>[★☆◆◇●■▲※✦*=_~#\-—－·.…])(?:\s*(?P=mark)){2,}$"),
)  # fmt: skip
"""Order matters: the first that matches gives the kind."""

LISTS: Final = re.compile(
    r"^[【\[（(★▼↓>»·\-\s]*(?:推荐阅读|相关文章|相关推荐|相关阅读|相关范文|猜你喜欢|延伸阅读|热门文章|热门推荐|更多|精彩推荐|为您推荐)"
)
LONGEST_LISTED: Final = 45
SENTENCE: Final = re.compile(r"[。；;]")


def aside(line: Line) -> str:
    """The kind of part that a line makes if it is no part of a speech; nothing if it may be one."""
    if line.furniture:
        return "furniture"
    if len(line.text) > 500:
        return ""
    return next((row.kind for row in ASIDES if row.pattern.match(line.text)), "")


def tail(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """Which lines at the end of a speech are asides: their indexes from the first on, each with its kind.

    A list of links under 相关文章 goes with its heading: all lines after such a heading are asides if none is a sentence.
    """
    kinds: list[tuple[int, str]] = []
    at = _listed_from(lines)
    kinds = [(i, aside(lines[i]) or "furniture") for i in range(at, len(lines))]
    while at > 0 and (kind := aside(lines[at - 1])):
        at -= 1
        kinds.insert(0, (at, kind))
    return kinds


def _listed_from(lines: Sequence[Line]) -> int:
    at = len(lines)
    start = at
    while at > 0 and len(lines[at - 1].text) <= LONGEST_LISTED and not SENTENCE.search(lines[at - 1].text):
        at -= 1
        if LISTS.match(lines[at].text):
            start = at
    return start
