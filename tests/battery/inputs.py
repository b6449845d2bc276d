"""What an input of the battery is: files put beside good ones, or a folder changed by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

Put = bytes | str | Callable[[Path], object]
"""What stands in a file: its bytes, its text, or who makes it when it is told where."""
SPEECH: Final = (
    "在全县水利工作会议上的讲话\n同志们：\n今天，我们在这里召开全县水利工作会议，主要任务是总结去年的工作，部署今年的任务。\n"
    "一、要把渠道修到田头。各乡镇要抓住冬闲，把去年没有修完的渠道修完，把漏水的地方补好。\n"
    "{}\n二、要把水费算到明处。收多少，用多少，都要写在墙上，让群众看得见、说得清。\n谢谢大家！\n"
)
"""A speech with room for a paragraph."""
WORDS: Final = "今天我们讲{}这件事，请大家认真对待，逐条落实到位。"
"""A paragraph with room for something that does not belong there."""
OTHERS: Final = tuple(
    f"在全县{work}工作座谈会上的讲话\n同志们：\n{words}\n谢谢大家！\n"
    for work, words in {
        "造林": "春天不等人。苗木要在清明以前运到山上，树坑要在冬天挖好，每一片山都要有人看护，有人负责。\n"
        "去年栽下的树，死了多少，为什么死，林业站要一块地一块地查清楚；该补的补，该罚的罚，不能年年栽树不见林。",
        "教育": "孩子们上学的路要修好，教室的窗要补好，老师的房子也要修好；这三件事，年底以前都要见结果。\n"
        "有的村小只有一位老师，病了就停课。中心校要派人去顶，车费由教育局出，一天的课也不能少。",
        "卫生": "乡镇卫生院要有医生值班，要有常用的药，要让群众小病不出乡。欠下的房款，由财政分两年还清。\n"
        "打防疫针的本子要随人走，搬到哪里，哪里的卫生院就要接着打；漏了一个孩子，院长要说得出原因。",
    }.items()
)
"""Three speeches that have little in common."""


@dataclass(frozen=True, slots=True)
class Input:
    """Files below the folder of sources, by name; `klass` is a letter of the table in the README of the cases."""

    klass: str
    name: str
    files: Mapping[str, Put] = field(default_factory=dict)
    built: bool = True

    def put(self, folder: Path) -> None:
        """Put the files into a folder."""
        for name, what in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(what, str):
                path.write_bytes(what.encode("utf-8", "surrogatepass"))
            elif isinstance(what, bytes):
                path.write_bytes(what)
            else:
                what(path)

    @property
    def id(self) -> str:
        """The class, and what it is."""
        return f"{self.klass} {self.name}"


def speech(words: str = "") -> str:
    """A text file with a speech that holds a paragraph."""
    return SPEECH.format(words)


def holding(what: str) -> str:
    """A text file with a speech, something in one of its paragraphs."""
    return speech(WORDS.format(what))


def beside(sidecar: str | bytes, text: str = "") -> dict[str, Put]:
    """A sidecar beside a good source."""
    return {"a.txt": text or speech(), "a.yml": sidecar}


def inputs(klass: str, rows: Mapping[str, Mapping[str, Put] | Put]) -> Iterator[Input]:
    """Inputs of a class, by name; what is no group of files is the one file a.txt."""
    for name, what in rows.items():
        yield Input(klass, name, what if isinstance(what, Mapping) else {"a.txt": what})
