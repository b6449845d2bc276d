"""Bad input is told with its place, code and mending; the other sources are converted; what was published stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.road import SEED, Output, convert

GOOD = "同志们：\n今天，我们在这里召开工作会议。希望大家抓好落实，务求实效，把各项任务完成好。\n谢谢大家！\n"
FAULTS: dict[str, tuple[dict[str, bytes], dict[str, str]]] = {
    "empty file": ({"bad.txt": b""}, {"bad.txt": "F001"}),
    "white space only": ({"bad.txt": " \n\u3000\n".encode()}, {"bad.txt": "F002"}),
    "binary": ({"bad.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256))}, {"bad.txt": "F"}),
    "wrong extension": ({"bad.docx": GOOD.encode()}, {"bad.docx": "F"}),
    "refused format": ({"bad.doc": b"\xd0\xcf\x11\xe0" + b"\0" * 600}, {"bad.doc": "F"}),
    "NUL": ({"bad.txt": GOOD.replace("今天", "今\0天").encode()}, {"bad.txt": "F"}),
    "control characters": ({"bad.txt": GOOD.replace("今天", "今\x1b[2J天").encode()}, {"bad.txt": "F"}),
    "lone surrogate": ({"bad.txt": b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x00\xd8\x4e\x00"}, {"bad.txt": "F"}),
    "bidi override": ({"bad.txt": GOOD.replace("今天", "今\u202e天").encode()}, {"bad.txt": "F"}),
    "undecodable bytes": ({"bad.txt": GOOD.encode() + b"\xff\xfe\xfd"}, {"bad.txt": "F"}),
    "unknown sidecar key": ({"bad.txt": GOOD.encode(), "bad.yml": b"titel: x\n"}, {"bad.yml": "C004"}),
    "invalid YAML": ({"bad.txt": GOOD.encode(), "bad.yml": b"title: [x\n"}, {"bad.yml": "C002"}),
    "two sidecars": ({"bad.txt": GOOD.encode(), "bad.yml": b"", "bad.yaml": b""}, {"bad.yaml": "C044"}),
    "too many edits": ({"bad.txt": "甲,".encode() * 100_001}, {"bad.txt": "F037"}),
    "too many speeches": ({"bad.txt": "在大会上的讲话\n同志们：\n好。\n".encode() * 1_001}, {"bad.txt": "F037"}),
    "words that are garbled": ({"bad.txt": GOOD.encode("gb18030").decode("latin-1").encode()}, {"bad.txt": "F019"}),
    "words that became question marks": ({"bad.txt": GOOD.encode("ascii", "replace")}, {"bad.txt": "F020"}),
    "sidecar without its source": ({"bad.yml": b"title: x\n"}, {"bad.yml": "C037"}),
    "two sources with one id": (
        {"bad.txt": GOOD.encode(), "bad.md": GOOD.encode()},
        {"bad.txt": "B001", "bad.md": "B001"},
    ),
    "correction whose words are not there": (
        {"bad.txt": GOOD.encode(), "bad.yml": "corrections:\n- {find: 甲乙, replace: 丙, reason: 丁}\n".encode()},
        {"bad.yml": "C030"},
    ),
    "correction whose words are there twice": (
        {"bad.txt": GOOD.encode(), "bad.yml": "corrections:\n- {find: 大家, replace: 各位, reason: 丁}\n".encode()},
        {"bad.yml": "C031"},
    ),
    "facts of a speech that is not there": (
        {"bad.txt": GOOD.encode(), "bad.yml": b"speeches:\n  7: {title: x}\n"},
        {"bad.yml": "C036"},
    ),
    "excuse that excuses nothing": (
        {"bad.txt": GOOD.encode(), "bad.yml": "accepted:\n- {code: T101, reason: 看过}\n".encode()},
        {"bad.yml": "C035"},
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_told_and_the_other_sources_are_converted(name: str, tmp_path: Path) -> None:
    """Path, line, column, code, what is wrong and how to mend it, in both languages; exit status 1."""
    files, expected = FAULTS[name]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    for file, data in files.items():
        (folder / file).write_bytes(data)
    out = convert(tmp_path / "out", folder)
    assert out.status == 1
    assert "good" in [source["id"] for source in out.sources]
    for file, code in expected.items():
        told = [f for f in out.findings if Path(f["path"]).name == file and f["severity"] == "error"]
        assert told, f"{file} is not told of"
        assert told[0]["code"].startswith(code)
        complete(out)


def complete(out: Output) -> None:
    """Every finding has all its parts, and no raw control or bidi character of the input."""
    for finding in out.findings:
        assert finding["line"] >= 1
        assert finding["column"] >= 1
        words = [finding["message"]["zh"], finding["message"]["en"], finding["hint"]["zh"], finding["hint"]["en"]]
        assert all(words)
        assert all("".join(words).isprintable() for words in words)


def test_a_million_characters_on_one_line(tmp_path: Path) -> None:
    """It is long, but it is text: it is converted whole. Ten megabytes are refused before any of it is looked at."""
    folder = tmp_path / "in"
    folder.mkdir()
    sentence = "我们要切实抓好项目建设,统筹推进各项工作,确保完成全年任务。"
    text = "同志们：" + sentence * (999_000 // len(sentence))
    (folder / "long.txt").write_text(text, encoding="utf-8")
    out = convert(tmp_path / "out", folder)
    assert out.status == 0
    assert sum(len(block["text"]) for block in out.corpus[0]["blocks"]) == len(text)
    (folder / "long.txt").write_text(text * 4, encoding="utf-8")
    assert [row["code"] for row in convert(tmp_path / "new", folder).findings] == ["F015"]


def test_bad_input_changes_nothing_that_was_converted_before(tmp_path: Path) -> None:
    """The good source's records are the same, whatever stands beside it."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_bytes(SEED.read_bytes())
    before = convert(tmp_path / "one", folder)
    (folder / "bad.txt").write_bytes(b"")
    after = convert(tmp_path / "two", folder)
    assert before.corpus == after.corpus
    assert before.sources == after.sources
    assert before.pages == after.pages


DOUBTFUL = (
    "同志们：\n20xx年，我们在这里召开工作会议。希望大\u200b家抓好落实，务求实效，把各项任务完成好。\n"
    "汛期就要到了，上游来水比常年多两成，三座水库已经超过汛限水位，一刻也不能耽误。\n谢谢大家！\n"
)
BESIDE: dict[str, tuple[str, set[str]]] = {
    "a value that is none": ("date: 2021年春\nstate: nonsense\n", {"C010", "C011", "F010", "T101"}),
    "a correction that points nowhere": (
        "corrections:\n- {find: 甲乙, replace: 丙, reason: 丁}\naccepted:\n- {code: T104, reason: 看过}\n",
        {"C030", "F010", "T101"},  # the accepted finding may come of the correction
    ),
    "a value whose finding is accepted": (
        "date: 2021年\naccepted:\n- {code: C038, reason: 看过}\n- {code: T101, reason: 看过}\n",
        {"C011", "F010"},
    ),
    "a signature whose day is none": (
        "proofread_by: 张三\nproofread_on: 2021年春\nvalidated_by: 李四\nvalidated_on: 2021-05-06\n",
        {"C011", "F010", "T101"},
    ),
    "a first signature that is none": (
        "proofread_by: |\n  张三\n  李四\nproofread_on: x\nvalidated_by: 王五\nvalidated_on: 2021-05-06\n",
        {"C011", "C025", "F010", "T101"},
    ),
    "what is accepted stays accepted": ("date: x\naccepted:\n- {code: T101, reason: 看过}\n", {"C011", "F010"}),
    "what cannot be read may accept anything": ("acepted:\n- {code: T101, reason: 看过}\n", {"C004", "F010"}),
    "boundaries that are not known": (
        "segments:\n- {kind: speech, begins: 同志们}\n- {kind: speech, begins: 没有}\n",
        {"C032", "F010"},
    ),
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_else_is_to_be_said_is_said_in_the_same_run(name: str, tmp_path: Path) -> None:
    """An error in a sidecar hides nothing of the text, unless it is not known what the sidecar says of it."""
    side, expected = BESIDE[name]
    (tmp_path / "bad.txt").write_text(DOUBTFUL, encoding="utf-8")
    (tmp_path / "bad.yml").write_text(side, encoding="utf-8")
    out = convert(tmp_path / "out", tmp_path / "bad.txt")
    assert out.status == 1
    assert expected == {row["code"] for row in out.findings}
    assert out.sources == []
