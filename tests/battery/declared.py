"""B and C: sidecars and front matter that are no plain lists of facts, and values that are in no vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tests.battery.inputs import Input, Put, beside, inputs, speech

BOMB: Final = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + at)}: &{chr(98 + at)} [*{chr(97 + at)}, *{chr(97 + at)}]\n" for at in range(9)
)
PYTHON: Final = "!!python/object/apply:os.system ['touch pwned']"
FRONT: Final = speech().replace("\n", "\n\n")

B: Final[dict[str, dict[str, Put]]] = {
    "list that is not closed": beside("title: 讲话\nspeaker: [张三\n"),
    "two colons": beside("title: 关于: 项目: 建设\n"),
    "tab before a name": beside("speeches:\n\t1: {title: 讲话}\n"),
    "quotation mark that is not closed": beside('title: "讲话\nspeaker: 张三\n'),
    "wide colon": beside("title：讲话\nspeaker：张三\n"),
    "unknown name": beside("title: 讲话\ntemplate: sitemap.xml\n"),
    "names of the generator": beside("icon: ../../etc/passwd\nsearch: {boost: 1e300}\nhide: [navigation]\n"),
    "name written twice": beside("title: 甲\nspeaker: 张三\ntitle: 乙\n"),
    "list where a word belongs": beside("title: [甲, 乙]\n"),
    "group where a word belongs": beside("title: {甲: 乙}\n"),
    "word where a group belongs": beside("speeches: 甲\n"),
    "word where a list belongs": beside("corrections: 甲\n"),
    "name without a value": beside("title:\nspeaker: 张三\n"),
    "value of white space": beside("title: '   '\n"),
    "two lines where one belongs": beside("title: |\n  甲\n  乙\n"),
    "Python object": beside(f"title: {PYTHON}\n"),
    "environment": beside("title: !ENV HOME\n"),
    "include": beside("title: !include /etc/passwd\n"),
    "binary": beside("title: !!binary aGVsbG8=\n"),
    "anchor and alias": beside("title: &a 讲话\nspeaker: *a\n"),
    "alias bomb": beside(BOMB),
    "merge": beside("<<: {title: 甲}\n"),
    "two documents": beside("title: 甲\n---\ntitle: 乙\n"),
    "a list at the top": beside("- 甲\n- 乙\n"),
    "a word at the top": beside("讲话\n"),
    "a hundred levels": beside("title: " + "[" * 100 + "]" * 100 + "\n"),
    "half a megabyte": beside("note: |\n" + "  字字字字字字字字字字\n" * 16_000),
    "not UTF-8": beside("title: 讲话\nspeaker: 张三\n".encode("gb18030")),
    "NUL": beside("title: 讲\0话\n"),
    "direction turned in a comment": beside("# \u202e注\ntitle: 讲话\n"),
    "five thousand faults": beside("".join(f"x{at}: y\n" for at in range(5_000))),
    "a segment without words": beside("segments:\n- kind: speech\n"),
    "front matter that does not end": {"a.md": f"---\ntitle: 讲话\n\n{FRONT}"},
    "front matter that is broken": {"a.md": f"---\ntitle: [讲话\n---\n\n{FRONT}"},
    "front matter with a Python object": {"a.md": f"---\ntitle: {PYTHON}\n---\n\n{FRONT}"},
}
C: Final[dict[str, dict[str, Put]]] = {
    "occasion with markup": beside("occasion: '<img src=x onerror=1>'\n"),
    "occasion of white space": beside("occasion: ' '\n"),
    "occasion in Chinese": beside("occasion: 推进会\n"),
    "occasion misspelt": beside("occasion: promotion-meetin\n"),
    "occasion in capitals": beside("occasion: Promotion-Meeting\n"),
    "occasion with a look-alike letter": beside("occasion: prom\u043etion-meeting\n"),
    "occasion with a zero-width space": beside("occasion: promotion\u200b-meeting\n"),
    "occasion that climbs": beside("occasion: ../../etc\n"),
    "occasion of an emoji": beside("occasion: 😀\n"),
    "genre that is an occasion": beside("genre: promotion-meeting\n"),
    "role in traditional characters": beside("speaker_role: 縣長\n"),
    "region by name": beside("region: 大石桥市\n"),
    "region that does not exist": beside("region: '999999'\n"),
    "region of five digits": beside("region: '21088'\n"),
    "country that does not exist": beside("region: ZZ\n"),
    "state that is none": beside("state: final\n"),
    "rights that are none": beside("rights: free\n"),
    "language that is none": beside("language: chinese\n"),
    "day that does not exist": beside("date: 2021-02-30\nretrieved: 2026-13-01\n"),
    "code that is none": beside("accepted:\n- code: T999\n  reason: 看过\n"),
}


def every() -> Iterator[Input]:
    """All of them."""
    yield from inputs("B", B)
    yield from inputs("C", C)
