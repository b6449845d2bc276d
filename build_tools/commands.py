"""The commands that reviews and workflows run: compare, receive, manifest, deployed.

Knows: options, exit statuses, where things are printed.
Must not know: how anything is done.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import click

from build_tools import contribution, conversion, deployment, disk, replacement, report, review

CLEAN, FOUND = 0, 1
FOLDER: Final = click.Path(path_type=Path, file_okay=False, exists=True)
FILE: Final = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("before", type=FOLDER)
@click.argument("after", type=FOLDER)
@click.option("--markdown", type=FILE, help="摘要写到这个文件（否则打印） where the summary goes; else it is printed")
@click.option("--json", "machine", type=FILE, help="JSON 写到这个文件 where the JSON goes")
def compare(before: Path, after: Path, markdown: Path | None, machine: Path | None) -> None:
    """比较两个数据目录，写出给审稿人的摘要；有网址会消失时退出码为 1。 Compare two folders of data files."""
    try:
        found = review.compare(*review.read(before, after))
    except review.Unreadable as wrong:
        raise click.UsageError(str(wrong)) from wrong
    if machine:
        disk.write(machine, review.machine(found).encode())
    if markdown:
        disk.write(markdown, review.summary(found).encode())
    else:
        click.echo(review.summary(found), nl=False)
    for address in found.lost[:20]:
        click.echo(f"网址会消失 would vanish: {address}", err=True)
    sys.exit(FOUND if found.lost else CLEAN)


@click.command()
@click.argument("tree", type=FOLDER)
@click.option("--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="新目录 a new folder")
@click.option("--docs-dir", type=FOLDER, default=Path("docs"), show_default=True)
@click.option("--format", "style", type=click.Choice(sorted(report.FORMATS)), default="text", show_default=True)
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    help="没有收下的，写一份摘要（Markdown）a summary of what was not taken",
)
def receive(tree: Path, output: Path, docs_dir: Path, style: str, summary: Path | None) -> None:
    """把别人的提交当作数据接收：只取 docs/sources。 Take the sources of a contributed tree, as data."""
    if output.exists():
        message = f"{output} 已经存在 / is there already"
        raise click.UsageError(message)
    faults = contribution.receive(tree, output / "docs/sources")
    if faults:
        rows = conversion.gather([], faults).rows
        click.echo(report.FORMATS[style](rows), nl=False)
        if summary:
            disk.write(summary, report.markdown(rows).encode())
    (output / "docs/sources").mkdir(parents=True, exist_ok=True)
    for path in sorted(docs_dir.iterdir()):
        if path.name in (*conversion.GENERATED, "sources", "index.md"):
            continue
        if path.is_dir():
            shutil.copytree(path, output / "docs" / path.name)
        else:
            shutil.copy(path, output / "docs" / path.name)
    sys.exit(FOUND if faults else CLEAN)


@click.command()
@click.argument("site", type=FOLDER)
def manifest(site: Path) -> None:
    """写出网站的摘要清单（sha256sum 格式）。 Write the list of a site's digests into it."""
    disk.write(site / deployment.MANIFEST, deployment.manifest(site).encode())


@click.command()
@click.argument("address")
@click.option("--manifest", "listed", required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--attempts", type=click.IntRange(1, 60), default=1, show_default=True, help="不符时再试 try again")
@click.option("--pause", type=click.FloatRange(0, 600), default=10, show_default=True, help="两次之间的秒数 seconds")
def deployed(address: str, listed: Path, attempts: int, pause: float) -> None:
    """逐个文件核对已发布的网站与清单。 Compare a site on the web with its list of digests. Needs a network."""
    if urlsplit(address).scheme not in ("http", "https"):
        message = f"不是网址 / no web address: {address}"
        raise click.UsageError(message)
    data = listed.read_bytes()
    try:
        wanted = {**deployment.parse(data.decode()), deployment.MANIFEST: hashlib.sha256(data).hexdigest()}
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from wrong
    wrong_files = deployment.differences(address, wanted, attempts, pause)
    for name in wrong_files[:50]:
        click.echo(f"与构建不符 is not what was built: {name}")
    click.echo(
        f"核对 {len(wanted)} 个文件，{len(wrong_files)} 个不符 / {len(wrong_files)} of {len(wanted)} differ", err=True
    )
    sys.exit(FOUND if wrong_files else CLEAN)


@click.command()
@click.argument("before", type=FOLDER)
@click.argument("after", type=FOLDER)
@click.argument("source")
@click.option(
    "--date", "day", default=lambda: datetime.now(UTC).date().isoformat(), help="登记日期 the day to register"
)
def replaced(before: Path, after: Path, source: str, day: str) -> None:
    """来源更换后，每个旧段落在哪里：打印登记用的各行。 Where each paragraph of a replaced source is now."""
    click.echo(replacement.register(before, after, source, day), nl=False)


ALL: Final = (replaced, compare, receive, manifest, deployed)
