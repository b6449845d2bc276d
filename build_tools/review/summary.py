"""A comparison as a page of Markdown that a maintainer reads in a minute, Chinese first.

Knows: what matters first, and how much of it is enough.
Must not know: where it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from build_tools.review.comparison import COPIES, Change, Comparison, Doubt, plain
from build_tools.review.difference import Difference
from build_tools.review.inert import cell, code
from build_tools.review.reading import Row

ROWS: Final = 30  # of a table; the JSON holds all
PLACES: Final = 12  # where the text of one speech differs
LARGEST: Final = 200_000  # characters: platforms cut summaries off at a megabyte
FIELDS: Final = {
    "title": "题名 title", "state": "文本状态 state", "rights": "版权 rights", "language": "语言 language",
    "level": "校对程度 level", "proofread": "校对 proofread", "validated": "复核 validated",
    "complete": "完整 complete", "audience": "听众 audience",
    "occasion": "场合 occasion", "genre": "文体 genre",
    "speaker": "讲话人 speaker", "region": "地区 region", "date": "时间 date",
}  # fmt: skip
STATUS: Final = {"inferred": "推断 inferred", "guessed": "猜测 guessed"}
SEVERITY: Final = {"error": "❌ 错误 error", "warning": "⚠️ 警告 warning", "info": "提示 info"}
TRUE: Final = ("speaker", "date", "occasion", "state", "rights")
CERTAINTY: Final = {"probable": "或然 probable", "unclear": "存疑 unclear"}
NAMED: Final = 5  # files in a sentence
OPENING: Final = 48  # characters of a speech: enough to see what it is
NEVER: Final = (
    "请恢复原来的文件：来源一经收录就不再改动，错字用附属文件的 `corrections` 更正；"
    "找到更好的底本，照维护手册“撤下与移动”做。"
    "*Restore it: a source never changes once it is in; a typo is mended by a correction in the sidecar.*"
)
REGISTER: Final = (
    "请在 `docs/sources/withdrawn.yml` 里登记撤下或移动。*They would vanish: register them as withdrawn or moved.*"
)
RESTORE: Final = (
    "恢复上面的来源，多半就都还在；其余的，在 `docs/sources/withdrawn.yml` 里登记。"
    "*Published addresses would vanish: most are back with the sources above; register the others.*"
)
CUT: Final = "\n\n（摘要太长，到此为止；全部见 JSON 附件 / cut here: all of it is in the JSON file）\n"


def summary(found: Comparison) -> str:
    """The page. Nothing in it that a contributor wrote can become markup, a link, a mention or a command."""
    text = "\n\n".join(_parts(found)) + "\n"
    return text if len(text) <= LARGEST else text[: text.rfind("\n", 0, LARGEST)] + CUT


def _parts(found: Comparison) -> Iterator[str]:
    yield "# 投稿摘要 Summary of the contribution"
    yield _verdict(found)
    yield _numbers(found)
    yield from _lost(found)
    yield from _speeches("新增讲话 Added", found.added)
    yield from _speeches("减少的讲话 Removed", found.removed)
    yield from _section("改动的讲话 Changed", map(_change, found.changed))
    yield from _findings("⚠️ 重复的讲话 Copies", found.copies)
    yield from _twins(found)
    others = [row for row in found.new_findings if row["code"] not in COPIES]
    yield from _findings("新出现的问题 New findings", others)
    yield from _section("机器没有把握的 What the machine is unsure of", map(_doubt, found.doubts))
    yield from _findings("消失的问题 Findings that are gone", found.mended)


def _verdict(found: Comparison) -> str:
    """Whether it can be merged and, if not, all that stands in the way, each with what to do."""
    against, cautions = list(_against(found)), list(_cautions(found))
    if against:
        return "\n\n".join(["**❌ 不能合并。** *Not to be merged.*", *against, *cautions])
    if cautions:
        return "\n\n".join(cautions)
    if not (found.added or found.removed or found.changed or found.gone):
        return "**讲话没有变化。** *No speech changed.*"
    return "**✅ 没有新的错误，公布过的网址都还在。请看下面的内容是否属实。** *No new errors, no lost addresses.*"


def _cautions(found: Comparison) -> Iterator[str]:
    """What no machine can allow: it is for a person to say whether it was meant."""
    if found.returned:
        yield (
            f"**⚠️ {len(found.returned)} 个已撤下或移走的网址又有了内容。** 登记被删去了；没有新的理由，不要合并。"
            "*What was withdrawn would be published again. Without a new reason it is not to be merged.*"
        )
    if found.replaced and not found.lost:
        yield f"**⚠️ 已收录的来源被改动：{_names(found.replaced)}。** {NEVER}"


def _against(found: Comparison) -> Iterator[str]:
    """What stands in the way of a merge."""
    errors = [row for row in found.new_findings if row["severity"] == "error"]
    if found.replaced and found.lost:
        yield f"**已收录的来源被改动：{_names(found.replaced)}。** {NEVER}"
    if found.lost:
        yield f"**{len(found.lost)} 个公布过的网址或段落编号会消失。** {RESTORE if found.replaced else REGISTER}"
    if errors:
        files = tuple(dict.fromkeys(str(row["path"]) for row in errors))
        yield f"**{len(errors)} 条新的错误：{_names(files)}。** 改好才收，才有预览。*New errors: mend them first.*"


def _names(names: Sequence[str]) -> str:
    """The first few."""
    more = f"……共 {len(names)} 个" if len(names) > NAMED else ""
    return "、".join(map(code, names[:NAMED])) + more


def _numbers(found: Comparison) -> str:
    edits = sum(len(doubt.edits) for doubt in found.doubts)
    rows = [
        ("讲话 speeches", f"{found.before} → {found.after}"),
        ("新增 / 改动 / 减少 added / changed / removed",
         f"{len(found.added)} / {len(found.changed)} / {len(found.removed)}"),
        ("会消失的网址 lost addresses", str(len(found.lost))),
        ("新撤下或移动 newly withdrawn or moved", str(len(found.gone))),
        ("撤下后又公布 withdrawn before, and here again", str(len(found.returned))),
        ("问题：新增 / 消失 / 照旧 findings: new / gone / as before",
         f"{len(found.new_findings)} / {len(found.mended)} / {found.remaining}"),
        ("没有把握的校改 doubtful edits", str(edits)),
        ("重复、近似或包含的讲话 copies, near copies, parts", str(len(found.copies))),
        ("用字全同的讲话 speeches of the same words", str(len(found.twins))),
    ]  # fmt: skip
    return _table(("", ""), rows)


def _lost(found: Comparison) -> Iterator[str]:
    if found.lost:
        yield "## ❌ 会消失的网址 Addresses that would vanish"
        pages = {address for address in found.lost if "#" not in address}  # a paragraph goes with its page
        shown = [address for address in found.lost if "#" not in address or address.partition("#")[0] not in pages]
        yield _table(("网址 address",), [(code(address),) for address in shown])
    if found.replaced:
        yield "## ⚠️ 来源文件被改动 Sources that were changed"
        yield _table(("来源 source",), [(code(name),) for name in found.replaced])
    if found.returned:
        yield "## ⚠️ 撤下或移走后又公布的 Withdrawn or moved before, and here again"
        yield _table(("网址 address",), [(code(address),) for address in found.returned])
    if found.gone:
        yield "## 撤下与移动 Withdrawn and moved"
        rows = [(code(address), f"→ {code(to)}" if to else "撤下 withdrawn") for address, to in found.gone]
        yield _table(("网址 address", "去向 fate"), rows)


def _speeches(head: str, rows: Sequence[Row]) -> Iterator[str]:
    if rows:
        yield f"## {head}（{len(rows)}）"
        cells = [
            (code(row["id"]), cell(row["title"]), cell(_facts(row)), cell(_opening(row)), f"{row['characters']:,}")
            for row in rows
        ]
        heads = ("编号 id", "题名 title", "情况 facts", "开头 opening", "字数 characters")
        yield _table(heads, cells)


def _facts(row: Row) -> str:
    """What must be true of a speech if it is to be published, in a line."""
    told = [f"{FIELDS[field].partition(' ')[0]} {plain(field, row.get(field)) or '未详'}" for field in TRUE]
    return "；".join([*told, *([] if row["complete"] else ["⚠️ 不完整 incomplete"])])


def _opening(row: Row) -> str:
    """The first words that are spoken."""
    spoken = [str(block["text"]) for block in row["blocks"] if block["kind"] == "paragraph"]
    words = spoken[0] if spoken else ""
    return words if len(words) <= OPENING else words[:OPENING] + "…"


def _section(head: str, made: Iterable[str]) -> Iterator[str]:
    """A part of several pieces, the first few of them."""
    pieces = list(made)
    if pieces:
        yield f"## {head}（{len(pieces)}）"
        yield from pieces[:ROWS]
        if len(pieces) > ROWS:
            yield _more(len(pieces) - ROWS)


def _change(change: Change) -> str:
    pieces = [f"### {code(change.after['id'])} {cell(change.after['title'])}"]
    if change.values:
        rows = [(FIELDS[field], cell(was), cell(now)) for field, was, now in change.values]
        pieces.append(_table(("项 field", "原 before", "现 after"), rows))
    if change.texts:
        pieces.append(_table(("前文", "原文 before", "今文 after", "后文"), map(_place, change.texts[:PLACES])))
    if len(change.texts) > PLACES:
        pieces.append(_more(len(change.texts) - PLACES))
    return "\n\n".join(pieces)


def _place(text: Difference) -> tuple[str, ...]:
    was, now = (f"**{cell(words)}**" if words.strip() else "∅" for words in (text.was, text.now))
    return (cell(text.lead), was, now, cell(text.tail))


def _twins(found: Comparison) -> Iterator[str]:
    if found.twins:
        yield f"## ⚠️ 用字全同的讲话 Speeches of the same words（{len(found.twins)}）"
        yield _table(("编号 ids",), [("、".join(map(code, names)),) for names in found.twins])


def _findings(head: str, rows: Sequence[Row]) -> Iterator[str]:
    if rows:
        yield f"## {head}（{len(rows)}）"
        order = sorted(rows, key=lambda row: list(SEVERITY).index(row["severity"]))
        cells = [
            (
                code(f"{row['path']}:{row['line']}:{row['column']}"),
                code(row["code"]),
                SEVERITY[row["severity"]],
                f"{cell(row['message']['zh'])}　*{cell(row['message']['en'])}*",
            )
            for row in order
        ]
        yield _table(("位置 place", "编号 code", "级别", "问题 finding"), cells)


def _doubt(doubt: Doubt) -> str:
    pieces = [f"### {code(doubt.speech['id'])} {cell(doubt.speech['title'])}"]
    if missing := [FIELDS[field] for field, status, _ in doubt.values if status == "unknown"]:
        pieces.append(f"未详 unknown：{'、'.join(missing)}")
    if rows := [(FIELDS[name], STATUS[how], cell(value)) for name, how, value in doubt.values if how != "unknown"]:
        pieces.append(_table(("项 field", "依据 status", "值 value"), rows))
    if doubt.edits:
        cells = [
            (CERTAINTY[edit["certainty"]], cell(edit["original"]), cell(edit["reading"] or "∅"), code(edit["rule"]))
            for edit in doubt.edits[:PLACES]
        ]
        pieces.append(_table(("把握 certainty", "原文 original", "拟读 reading", "规则 rule"), cells))
    if len(doubt.edits) > PLACES:
        pieces.append(_more(len(doubt.edits) - PLACES))
    return "\n\n".join(pieces)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of the first rows, and how many more there are."""
    every = list(rows)
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in every[:ROWS]]
    return "\n".join(lines) + (f"\n\n{_more(len(every) - ROWS)}" if len(every) > ROWS else "")


def _more(number: int) -> str:
    return f"（其余 {number} 项见 JSON 附件 / {number} more in the JSON file）"
