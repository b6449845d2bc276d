"""All that is written of one source, and how it is packed.

Knows: the pieces of a product, and which of them every run looks at.
Must not know: how they are made, or where they are kept.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Product:
    """All that is written of one source. `pages` are paths and bytes; `entries` what lists are made from, as JSON.

    Of a product that was remembered in brief, speeches, pages and entries are empty: what is written of them already
    stands there.
    """

    id: str
    source: bytes
    findings: bytes
    sizes: tuple[tuple[str, int], ...]  # of the pages, by path
    count: int  # of speeches
    errors: int
    warnings: int
    speeches: bytes = b""
    pages: tuple[tuple[str, bytes], ...] = ()
    entries: bytes = b""
    taken: tuple[tuple[str, bytes], ...] = ()  # what readers take away; of a remembered product the addresses alone
    compared: tuple[bytes, bytes] | None = None  # with other sources; kept apart
    fresh: bool = field(default=False, compare=False)  # made in this run, not remembered


def brief(product: Product) -> bytes:
    """What every run looks at, as bytes, in the form in which Python keeps its own compiled modules."""
    return marshal.dumps(
        (
            product.id,
            product.source,
            product.findings,
            product.sizes,
            product.count,
            product.errors,
            product.warnings,
        )
    )


def rest(product: Product) -> bytes:
    """What is seldom looked at again, as bytes; the lines of speeches and what readers take away are kept elsewhere."""
    return marshal.dumps((product.pages, product.entries, tuple((path, b"") for path, _ in product.taken)))


def unpack(kept: bytes, seldom: bytes | None = None) -> Product:
    """The product that was packed, in brief if the rest is not given.

    The bytes come from our own memory, which is trusted as the compiled modules beside it are.
    """
    light = Product(*marshal.loads(kept))  # noqa: S302
    if seldom is None:
        return light
    rendered, entries, taken = marshal.loads(seldom)  # noqa: S302
    return replace(light, pages=rendered, entries=entries, taken=taken)


def pages(seldom: bytes) -> tuple[tuple[str, bytes], ...]:
    """The pages of a product, from its packed rest."""
    packed: tuple[tuple[str, bytes], ...] = marshal.loads(seldom)[0]  # noqa: S302
    return packed
