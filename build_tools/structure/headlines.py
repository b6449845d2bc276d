"""The lines around a speech: titles, bylines, date lines, notes, signatures; each by its own form.

Knows: the forms.
Must not know: which lines stand around it; that is the header's and the tail's matter.
"""

from __future__ import annotations

import re
from typing import Final

from build_tools.vocabulary.phrases import any_of

SPEECH: Final = any_of("speech_nouns")
SAMPLE: Final = any_of("sample_nouns")
NUMBER: Final = r"[0-9０-９一二三四五六七八九十百]{1,4}"
_D: Final = r"[0-9０-９〇○零oOlI一二三四五六七八九十廿]"
_DAY: Final = (
    rf"{_D}{{4}}\s*年\s*{_D}{{1,3}}\s*月(?:\s*{_D}{{1,3}}\s*日)?"
    rf"|{_D}{{4}}\s*([-./])\s*{_D}{{1,2}}\s*\1\s*{_D}{{1,2}}(?![_0-9０-９])"
)
_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_ENGLISH_DAY: Final = rf"(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{_MONTHS}) \d{{4}}"
# （２０１３年３月２２日，莫斯科） · ——2025年1月15日在某市第三次会议上 市长 张三 · January 20, 1953
_DATE_LINE: Final = re.compile(rf"(?:——?|--+)?\s*[（(]?\s*(?:{_DAY})[^。！？!?；;]{{0,80}}")
# a date and little else, as under a signature: 二○一二年十月二十六日 · （2013年9月13日，比什凯克）
_BARE_DATE: Final = re.compile(
    rf"[（(]?\s*(?:{_DAY}|(?:[A-Z][A-Za-z., ]{{1,30}})?(?:{_ENGLISH_DAY}))[^。！？!?；;：:]{{0,16}}"
)
_REPORTED: Final = re.compile(r"(?<=[告话話辞辭词詞])。$")
_TELLS: Final = re.compile(r"我|来源|來源|\d{1,2}[:：]\d{2}|[年日]是")

_AGENCY: Final = (
    "新华社|新华网|人民网|中新社|中新网|中国新闻网|央视网|中国网|本报|本报讯|新華社|中央社|据[^。，]{2,8}(?:报道|消息)"
)
_FIELD: Final = (
    "发表时间|发布时间|更新时间|发布日期|时间|日期|来源|來源|稿源|信息来源|文章来源|编辑|责任编辑|责编|作者单位|点击|点击数|浏览次数|"
    "阅读|阅读次数|字号|字体|标签|关键词|原标题|链接|录入|审核|上传|下载|分享到|导语|摘要|内容提要|提要|编者按|编者注|视频|图片|配图|注|注释"
)
NOTE: Final = re.compile(
    rf"[（(【\[]?\s*(?:(?:{_AGENCY})[^。！？]{{0,40}}(?:电|電|讯|訊|消息|报道)|(?:{_FIELD})\s*[】\]）)]?\s*[：:])"
    rf"|[（(【\[]\s*(?:导\s*读|導\s*讀|编者按|编者注|摘\s*要|内容提要|引\s*言|提\s*示|相关阅读|图|视频)\s*[）)】\]]"
    rf"|《[^》]{{1,20}}(?:联播|日报|时报|晚报)\s*》|《\s*人民日报|目\s*[录錄]$|【[^】]*】$"
    rf"|{_D}{{4}}\s*年\s*{_D}{{1,2}}\s*月\s*{_D}{{1,2}}\s*日\s*\d{{1,2}}\s*[:：]\s*\d{{2}}"
    rf"|[\[［]\d{{1,3}}[\]］]\s*\S"
)
# …讲话全文如下： · 新华社记者 某某 摄 · 2013年03月30日 来源：人民网
_NOTE_WITHIN: Final = re.compile(
    r"全文(?:如下)?[：:。]?$|(?:记者|通讯员|記者)[^。]{0,24}[摄攝][）)]?$|^[^。]{0,60}(?:来源|來源)\s*[：:]"
)
# 3月27日，国家主席…出席…并发表重要讲话。: told of the speaker, not by him
_TOLD: Final = re.compile(r"出席|发表|發表|致辞|致詞|致词|讲话|講話|报告|報告|强调|指出|主持")
_WHEN: Final = re.compile(r"[0-9０-９一二三四五六七八九十]\s*日|前夕|近日|日前|昨天|昨日|今天[上下]午|[电電讯訊]")
_ANNOUNCES: Final = re.compile(r"(?:全文|内容|摘要|要点)(?:如下)?\s*[：:。]?$")

_POST: Final = (
    "主席|书记|書記|省长|省長|市长|市長|县长|縣長|区长|區長|州长|盟长|旗长|镇长|鎮長|乡长|鄉長|局长|厅长|部长|处长|科长|校长|校長|"
    "院长|院長|主任|会长|會長|行长|总裁|總裁|总经理|總經理|董事长|董事長|经理|经理人|理事长|秘书长|总理|總理|总统|總統|首相|检察长|代表|教师|老师|"
    "主持人|新郎|新娘|大使|司令员|政委|馆长|所长|站长|台长|社长|组长|委员|学生|同学|班长|院士|教授"
)
_SURNAME: Final = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧"
    "蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鐘汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武"
    "乔喬贺賀赖賴龚龔文习習温溫欧歐"
)
_NAME: Final = rf"(?:[{_SURNAME}][\s　]?[一-鿿]{{1,2}}|[一-鿿]{{1,6}}·[一-鿿]{{1,6}})"
BYLINE: Final = re.compile(
    rf"[（(]?(?:(?:——\s*)?[^。，,：:；;！!？?]{{0,40}}(?:{_POST})"
    rf"(?:[\s　：:]+[一-鿿·]{{1,5}}(?:[\s　]+[一-鿿]{{1,2}})?|{_NAME})"
    rf"|{_NAME}(?:[\s　]+[^。，,：:；;！!？?]{{0,20}}(?:{_POST}))?"
    rf"|(?:作者|演讲者|演讲人|主讲人?|讲话人|发言人|致辞人|报告人|講者|演講者|署名|文)\s*[：:／/|｜]\s*[^。；;]{{2,30}})[）)]?"
)
_BODY: Final = (
    "委员会|委員會|政府|公司|集团|集團|大学|学校|中学|小学|幼儿园|局|厅|部|处|院|协会|学会|商会|工会|"
    "办公室|支部|党组|党委|村委会|组委会|筹委会|全体员工|全家"
)
ORGANISATION: Final = re.compile(
    rf"[（(]?[^。，,：:；;！!？?、]{{2,30}}(?:{_BODY})(?:\s*[（(](?:盖章|公章|章)[）)])?[）)]?"
)

# 范文【一】 · 讲话稿篇三: · 第二篇：… · ——在…上的致辞 · 关于…的说明 · 《…》
TITLE: Final = re.compile(
    rf".*{SAMPLE}\s*[【\[（(]?\s*{NUMBER}\s*[】\])）]?\s*[：:]?$"
    rf"|.*?(?<![千一])[【\[（(]?篇\s*{NUMBER}\s*[】\])）]?(?:\s*[：:].{{0,40}})?$"
    rf"|[【\[（(]?第\s*{NUMBER}\s*篇[】\])）]?(?:\s*[：:、].{{0,40}})?$"
    rf"|.*(?:{SPEECH})\s*[0-9０-９一二三四五六七八九十]{{0,3}}\s*(?:[（(【\[][^）)】\]]{{1,16}}[）)】\]])?\s*[”》]?$"
    rf"|——.*|关于.*的.*|《[^》]+》$|.*工作报告$"
)
SENTENCE_END: Final = re.compile(r"[。！？!?；;]")
_LONGEST_TITLE: Final = 80


def is_date_line(text: str) -> bool:
    """A date, with a place or an occasion, and nothing told."""
    return (
        len(text) <= 110 and bool(_DATE_LINE.fullmatch(text) or _BARE_DATE.fullmatch(text)) and not _TELLS.search(text)
    )


def is_bare_date(text: str) -> bool:
    """A date and at most a place."""
    return len(text) <= 60 and bool(_BARE_DATE.fullmatch(text)) and not _TELLS.search(text)


def is_byline(text: str) -> bool:
    """The speaker's post and name, or the name alone."""
    return not is_title(text) and len(text) <= 60 and bool(BYLINE.fullmatch(text))


def is_note(text: str) -> bool:
    """An agency's or an editor's words, or what a web page says of itself."""
    return bool(NOTE.match(text)) or bool(_NOTE_WITHIN.search(text if len(text) < 400 else text[:80] + text[-60:]))


def is_told(text: str) -> bool:
    """A sentence about the speaker, in the third person."""
    return "我" not in text and bool(_WHEN.search(text[:16]) and _TOLD.search(text[:400]))


def announces(text: str) -> bool:
    """A note that says that what follows is the speech: …发表讲话，全文如下."""
    return is_note(text) and bool(_ANNOUNCES.search(text[-20:]))


def is_title(text: str) -> bool:
    """A line with the form of a title."""
    return len(text) <= _LONGEST_TITLE and not SENTENCE_END.search(text) and bool(TITLE.match(text))


def may_be_title(text: str) -> bool:
    """A short line that ends like no sentence, with no form of its own: 携手追寻民族复兴之梦."""
    if len(text) > 40 or SENTENCE_END.search(text) or text[-1] in "，,、：:.…—":
        return False
    return text.count("，") + text.count(",") <= 2 and (len(text) <= 30 or "，" not in text)
