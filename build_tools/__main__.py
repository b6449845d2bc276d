"""The command line.

Knows: options, exit statuses, where things are printed.
Must not know: how anything is done.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import click

from build_tools import __version__, commands, conversion, disk, register, report
from build_tools.contribution.known import news
from build_tools.findings import BadInput, printable
from build_tools.memory import Memory
from build_tools.trouble import STATUS, Refused, Telling

CLEAN, FOUND, OURS = 0, 1, STATUS
SOURCES: Final = Path("docs/sources")
STORE: Final = Path(".anthology")
ROUNDS: Final = 5  # of mending: what one round uncovers the next mends

sources_option = click.option(
    "--sources",
    type=click.Path(path_type=Path, file_okay=False),
    default=SOURCES,
    show_default=True,
    help="来源目录 the folder of sources",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=lambda: min(os.cpu_count() or 1, 8),
    help="并行进程数 processes side by side",
)
strict_option = click.option("--strict", is_flag=True, help="把警告当作错误 warnings count as errors")
cache_option = click.option("--cache/--no-cache", default=True, help="是否记住已转换的来源 remember what was converted")


@click.group(cls=Telling, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="anthology")
def main() -> None:
    """讲话选集：从原始汇编到可检索的网站。 From raw compilations of speeches to a searchable anthology."""


for command in commands.ALL:
    main.add_command(command)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="写到这个目录 where to write"
)
@click.option("--duplicates", is_flag=True, help="也查重复 tell too which speeches are copies of others")
@jobs_option
@strict_option
@cache_option
def convert(paths: tuple[Path, ...], output: Path, *, duplicates: bool, jobs: int, strict: bool, cache: bool) -> None:
    """把任意文件或目录转换成数据文件和页面（不建网站）。 Convert files or folders to data files and pages, no site."""
    with _memory("convert", output, cache=cache) as store, _progress() as show:
        told = conversion.convert(paths, store, jobs, output, show, comparing=duplicates)
    click.echo(report.text([row for row in told.rows if row["severity"] == "error"]), err=True, nl=False)
    click.echo(f"{told.sources} 个来源，{told.speeches} 篇讲话 → {output}", err=True)
    _finish(told.errors, told.warnings, strict=strict)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@sources_option
@click.option("--format", "style", type=click.Choice(sorted(report.FORMATS)), default="text", show_default=True)
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    help="全部问题的摘要（Markdown）写到这个文件 a summary",
)
@click.option(
    "--known",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="与这个来源目录里逐字节相同的来源，不再列出警告 no warnings about sources that stand there as they are",
)
@click.option("--fix", is_flag=True, help="改正附属文件里改法唯一的错误 mend what has one certain mending in sidecars")
@jobs_option
@strict_option
@cache_option
def check(  # noqa: PLR0913 - an argument an option
    paths: tuple[Path, ...],
    sources: Path,
    style: str,
    summary: Path | None,
    known: Path | None,
    *,
    fix: bool,
    jobs: int,
    strict: bool,
    cache: bool,
) -> None:
    """列出所有问题；--fix 改正附属文件里改法唯一的，来源从不改动。 Findings; --fix mends sidecars, never sources."""
    where = paths or (sources,)
    if known and not (len(where) == 1 and where[0].is_dir()):
        message = "--known 只用于一个来源目录 / --known goes with one folder of sources"
        raise click.UsageError(message)
    store = partial(_memory, "check", where[0], cache=cache)
    found, told = _checked(where, store, jobs, kept=not paths)
    for _ in range(ROUNDS if fix else 0):
        if not _fixed(found, told):
            break
        found, told = _checked(where, store, jobs, kept=not paths)
    click.echo(report.FORMATS[style](news(told.rows, where[0], known) if known else told.rows), nl=False)
    if summary:
        disk.write(summary, report.markdown(told.rows).encode())
    _finish(told.errors, told.warnings, strict=strict)


def _checked(
    paths: Sequence[Path], remembered: Callable[[], Memory], jobs: int, *, kept: bool
) -> tuple[register.Found, conversion.Told]:
    found = register.find(paths, kept=kept)
    with remembered() as store:
        return found, conversion.examine(found, store, jobs, whole=any(path.is_dir() for path in paths))


def _fixed(found: register.Found, told: conversion.Told) -> bool:
    """Mend what can be, and tell it; True if something was."""
    from build_tools import mending  # noqa: PLC0415 - each command loads what it needs

    changed = False
    for path, change in mending.mend(found.references, told.rows):
        changed = True
        after = change.after or "（删去 taken out）"
        click.echo(f"{path}:{change.line}: {change.code} 已改 mended: {change.before} → {after}", err=True)
    return changed


@main.command()
@sources_option
@click.option("--docs-dir", type=click.Path(path_type=Path, file_okay=False), default=Path("docs"), show_default=True)
@click.option("--site-dir", type=click.Path(path_type=Path, file_okay=False), default=Path("site"), show_default=True)
@click.option("--clean", is_flag=True, help="忘掉缓存，从头构建 forget what is remembered, build from nothing")
@jobs_option
@strict_option
def build(sources: Path, docs_dir: Path, site_dir: Path, *, clean: bool, jobs: int, strict: bool) -> None:
    """构建整个网站；只有完整的新站才会替换旧站。 Build the whole site; only a complete one replaces the old."""
    from build_tools import publication  # noqa: PLC0415 - each command loads what it needs

    try:
        told = publication.build(sources, docs_dir, site_dir, STORE, clean=clean, jobs=jobs, strict=strict)
    except publication.NOT_PUBLISHED as failed:
        raise Refused(str(failed)) from failed
    click.echo(report.text([row for row in told.rows if row["severity"] == "error" or strict]), err=True, nl=False)
    for words in told.wanting:
        click.echo(words, err=True)
    if told.published:
        click.echo(f"{told.sources} 个来源，{told.speeches} 篇讲话 → {site_dir}", err=True)
    else:
        click.echo(f"有错误，{site_dir} 保持原样 / {site_dir} stays as it was", err=True)
    _finish(told.errors, told.warnings, strict=strict)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True, exists=True, dir_okay=False))
@sources_option
@click.option(
    "--id", "own_id", default="", help="编号（网址）：小写字母、数字、连字符 the id: lower-case words and hyphens"
)
@click.option("--url", default="", help="在哪个网页找到的 the web page where it was found")
@click.option("--retrieved", default="", help="取得日期 the day on which it was found: 2026-11-20")
@click.option("--contributor", default="", help="提供者 who sent it")
@click.option("--title", default="", help="整个来源的题名 the title of the whole source")
@click.option("--state", default="", help="文本状态：delivered、script、sample、excerpt… state of the text")
@click.option("--rights", default="", help="版权：不清楚写 unknown rights; unknown if you do not know")
@click.option("--yes", is_flag=True, help="文件自称的网址可信 the address that the file itself gives is right")
def add(files: tuple[str, ...], sources: Path, own_id: str, *, yes: bool, **answers: str) -> None:
    """收入新文件：转换、试读、写出来源和附属文件。 Take files in: a source, and a sidecar with questions.

    FILE 可以是 Word（.docx、.doc）、网页、PDF（有文字层）、RTF、ODT、EPUB 或文本；写 - 就从标准输入读粘贴的文字。
    - reads pasted text from standard input.
    """
    if own_id and len(files) > 1:
        message = "--id 一次只能用于一个文件 / --id goes with one file"
        raise click.UsageError(message)
    refused = [file for file in files if not _add(file, sources, answers, own_id, yes=yes)]
    sys.exit(FOUND if refused else CLEAN)


def _add(file: str, sources: Path, answers: dict[str, str], own_id: str, *, yes: bool) -> bool:
    """Take one file in, and tell of it; False if it was refused."""
    from build_tools import intake  # noqa: PLC0415 - as above

    try:
        data = sys.stdin.buffer.read() if file == intake.PASTED else disk.read(disk.Reference("", file, file)).data
        added = intake.add(file, data, sources, answers, own_id=own_id, yes=yes)
    except BadInput as bad:
        click.echo(report.text(conversion.gather([], bad.findings).rows), err=True, nl=False)
        click.echo(f"没有写入任何文件 / nothing was written: {printable(file)}", err=True)
        return False
    except FileExistsError as taken:
        raise Refused(str(taken)) from taken
    if not added.paths:
        click.echo(report.text(conversion.gather([], added.findings).rows), err=True, nl=False)
    click.echo(added.told, nl=False)
    for path in added.paths:
        click.echo(f"写入 wrote {disk.shown(path)}")
    if added.paths:
        source, beside = map(disk.shown, added.paths)
        click.echo(f"下一步 next: 看 see {beside}；anthology check {source}")
    return True


@main.command()
@click.argument("speech")
@sources_option
def explain(speech: str, sources: Path) -> None:
    """一篇讲话的每个值是怎样知道的。 How each value of a speech is known."""
    from build_tools import explanation  # noqa: PLC0415 - as above

    references, _ = disk.find([sources])
    try:
        click.echo(explanation.of(speech, references), nl=False)
    except BadInput as bad:
        raise click.UsageError("; ".join(finding.message.zh for finding in bad.findings)) from bad
    except KeyError as unknown:
        near = "、".join(explanation.meant(speech, references))
        message = f"没有这个编号 / no speech of this id: {printable(speech)}"
        message += (
            f"；一篇讲话的编号是来源的编号加篇次，如 / a speech has its source's id and a number: {near}"
            if near
            else ""
        )
        raise click.UsageError(message) from unknown


@main.command()
@sources_option
@click.option("--docs-dir", type=click.Path(path_type=Path, file_okay=False), default=Path("docs"), show_default=True)
@click.option("--site-dir", type=click.Path(path_type=Path, file_okay=False), default=Path("site"), show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@jobs_option
def serve(sources: Path, docs_dir: Path, site_dir: Path, port: int, *, jobs: int) -> None:
    """本机预览；来源改动后自动重建。 A local preview that builds again when a source changes."""
    from build_tools import publication  # noqa: PLC0415 - as above

    publication.serve(sources, docs_dir, site_dir, STORE, port=port, jobs=jobs)


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """A bar that grows with each source that is done, where somebody looks at it."""
    with click.progressbar(length=1, label="转换 convert", file=sys.stderr) as bar:

        def show(total: int) -> None:
            bar.length = total
            bar.update(1)

        yield show


def _memory(command: str, place: Path, *, cache: bool) -> Memory:
    """The memory of a command for a place; none on the disk if it is not wanted."""
    return Memory(STORE / f"{command}-{disk.digest(place)}.sqlite" if cache else None)


def _finish(errors: int, warnings: int, *, strict: bool) -> None:
    click.echo(report.summary(errors, warnings), err=True)
    sys.exit(FOUND if errors or (strict and warnings) else CLEAN)


def run() -> None:
    """Run the command line; a bug of ours ends with its traceback and status 2."""
    try:
        main()
    except Exception:  # noqa: BLE001 - the last stop before the shell, which would take status 1 for a finding
        traceback.print_exc()
        sys.exit(OURS)


if __name__ == "__main__":
    run()
