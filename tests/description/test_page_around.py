"""A speech copied with the page around it: the page's own lines tell nothing of the speech."""

from __future__ import annotations

from build_tools import pipeline
from build_tools.model import RawFile
from build_tools.vocabulary import load

PAGE = """　　您现在的位置：首页 >> 讲话稿 >> 教育讲话
校长在秋季开学典礼上的讲话
来源：网络  作者：佚名  发布时间：2020-09-03  点击数：1368

　　老师们、同学们:
　　大家上午好!
　　今天,我们在这里隆重举行秋季开学典礼。首先,我代表学校向新入学的高一新同学表示热烈的欢迎!
　　过去的一年,是我校发展史上不平凡的一年。希望同学们把个人理想同国家的前途命运结合起来,从点滴做起,从今天做起。
　　谢谢大家!
上一篇：国旗下的讲话
下一篇：教师节讲话
"""


def test_a_pages_own_lines_are_no_facts() -> None:
    """Neither the way to the page, nor who put it up, nor its neighbours' titles; each would be a claim made up."""
    (speech,) = pipeline.make_volume(RawFile("page.txt", PAGE.encode("gb18030"), "page.txt"), "page", load()).speeches
    known = speech.metadata
    assert (known.title, known.title_status) == ("校长在秋季开学典礼上的讲话", "source")
    assert known.speaker.name is None
    assert known.speaker.role == "school-principal"
    quoted = [PAGE[one.span.start : one.span.end] for one in known.evidence if one.span]
    assert quoted
    assert not [words for words in quoted if "国旗" in words or "教师节" in words or "位置" in words]
