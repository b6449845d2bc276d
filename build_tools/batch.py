"""Many sources: worked on side by side, remembered by content, told in order.

Knows: how products are cached and spread over processes.
Must not know: what a site is, and where products are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Final

from build_tools import keys, product
from build_tools.disk import Reference
from build_tools.memory import Known, Memory
from build_tools.product import Product

ENOUGH_FOR_TWO: Final = 8  # sources: fewer are done sooner by one process than two are started


def convert(
    references: Sequence[Reference],
    store: Memory,
    jobs: int,
    *,
    whole: bool = False,
    taking: bool = False,
    comparing: bool = False,
) -> Iterator[Product]:
    """The product of each source, in the order given. What the memory holds is not made again.

    The lines of speeches of remembered products stay in the data file; unless `whole`, so do their pages in theirs.
    With `taking`, what readers take away is made too; with `comparing`, what is compared with other sources.
    """
    known = store.known()
    store.forget(known.keys() - {ref.id for ref in references})
    if comparing:
        compared = store.compared()
        known = {name: one for name, one in known.items() if name in compared}
    seen = {ref.id: keys.seen(ref) for ref in references}
    fresh = [ref for ref in references if not _remembered(ref, seen[ref.id], known.get(ref.id), store)]
    waiting = {ref.id for ref in fresh}
    with _spread(fresh, jobs, partial(_make, taking=taking, comparing=comparing)) as made:
        for ref in references:
            if ref.id not in waiting:
                yield product.unpack(known[ref.id].brief, store.get(ref.id) if whole else None)
                continue
            key, one = next(made)
            store.put(ref.id, Known(key, seen[ref.id] if key else b"", product.brief(one)), product.rest(one))
            if comparing:
                store.put_compared(ref.id, *one.compared or (b"", b""))
            yield replace(one, compared=None, fresh=True)


def _remembered(ref: Reference, seen: bytes, known: Known | None, store: Memory) -> bool:
    """True if the memory holds the product of just this source: it looks the same, or its bytes are the same."""
    if known is None:
        return False
    if seen and seen == known.seen:
        return True
    if known.key != keys.key(ref):
        return False
    store.see(ref.id, seen)
    return True


@contextmanager
def _spread(
    references: Sequence[Reference], jobs: int, work: Callable[[Reference], tuple[bytes, Product]]
) -> Iterator[Iterator[tuple[bytes, Product]]]:
    """Keys and products, made by processes beside this one, which can go on with other things; or, for one job, here.

    Few sources are made by one process, which loads the rules itself; many by as many as there are jobs, sharing them.
    """
    few = len(references) < ENOUGH_FOR_TWO
    if not references or jobs < 2:
        yield map(work, references)
        return
    from build_tools.workers import workers  # noqa: PLC0415 - not loaded where nothing is to be made

    if not few:
        _prepare()
    with workers(1 if few else jobs) as spread:
        yield spread(work, references, max(1, min(16, len(references) // (jobs * 4))))


def _prepare() -> None:
    from build_tools import making  # noqa: PLC0415 - the whole road: not loaded where nothing is to be made

    making.prepare()


def _make(ref: Reference, *, taking: bool, comparing: bool) -> tuple[bytes, Product]:
    from build_tools import making  # noqa: PLC0415 - as above

    making.prepare()
    return making.make(ref, taking=taking, comparing=comparing)
