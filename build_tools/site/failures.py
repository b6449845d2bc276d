"""Why a site was not built.

Knows: nothing of ours, so that those who only tell of a failure need not load the site's engine.
Must not know: MkDocs.
"""

from __future__ import annotations


class BuildFailed(Exception):  # noqa: N818 - it says what happened
    """The site could not be built; `messages` say why, one by one."""

    def __init__(self, messages: list[str]) -> None:
        """Take the messages, at least one."""
        self.messages = messages or ["网站生成失败，原因不明 / the site could not be built"]
        super().__init__("\n".join(self.messages))


class Busy(Exception):  # noqa: N818 - it says what happened
    """Another build of the same site is under way."""
