"""Folder of Markdown → folder of HTML, by MkDocs in this process; its warnings are errors.

Knows: MkDocs.
Must not know: what becomes of the folder of HTML.
"""

from __future__ import annotations

import errno
import logging
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final

os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material reads it when it is imported

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from build_tools.site.failures import BuildFailed
from build_tools.site.inert import Inert

NAME: Final = "anthology/inert"
NOT_OURS: Final = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""What the disk says and no page is to blame for."""


class _Heard(logging.Handler):
    """Keeps what is said at warning level and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _hearing() -> Iterator[list[str]]:
    """What MkDocs and its plugins say meanwhile, said to nobody else."""
    logger, heard = logging.getLogger("mkdocs"), _Heard()
    before = logger.handlers[:], logger.propagate, logger.level
    logger.handlers[:], logger.propagate = [heard], False
    logger.setLevel(logging.WARNING)
    try:
        yield heard.messages
    finally:
        logger.handlers[:], logger.propagate = before[0], before[1]
        logger.setLevel(before[2])


@contextmanager
def _without_date() -> Iterator[None]:
    """MkDocs stamps pages with the day of the build, or fails on a day that it cannot read: it is given none."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _config(file: Path, docs_dir: Path, into: Path) -> MkDocsConfig:
    """What mkdocs.yml says, with folders of ours.

    Raises: BuildFailed: an address in it, in SITE_URL or in REPO_URL is none.
    """
    try:
        return load_config(str(file), strict=True, docs_dir=str(docs_dir.absolute()), site_dir=str(into.absolute()))
    except ValueError as wrong:
        message = f"mkdocs.yml、SITE_URL 或 REPO_URL 里的网址读不懂 / mkdocs.yml, SITE_URL or REPO_URL: {wrong}"
        raise BuildFailed([message]) from wrong


def run(
    docs_dir: Path,
    into: Path,
    config_file: Path,
    extra: Mapping[str, Path],
    related: Path | None = None,
    histories: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> None:
    """Build every page of a folder into another; `related` holds what stands below the pages of speeches.

    `histories` tells of a source's id which files of the repository it was made from.

    Raises: BuildFailed: there was an error or a warning.
    """
    with _hearing() as heard, _without_date(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of libraries about themselves; MkDocs' own come by its logger
        try:
            config = _config(config_file, docs_dir, into)
            plugin = Inert(extra, related, histories)
            plugin.load_config({})
            config.plugins[NAME] = plugin
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except (MkDocsException, OSError) as failed:
            if isinstance(failed, OSError) and failed.errno in NOT_OURS:
                raise
            raise BuildFailed([*heard, *([] if heard else [str(failed)])]) from failed
    if heard:
        raise BuildFailed(heard)
