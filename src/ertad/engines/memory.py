"""Room for work that makes very many objects: imports and comparisons of thousands of rows."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 10_000
"""Rows from which it is worth to clear up first."""


@contextmanager
def undisturbed(rows: int = 0) -> Iterator[None]:
    """Without the collector of cycles, which would walk the objects again and again.

    Before `rows` that are many, what is lying about is taken away, and what earlier work gave back
    goes to the system; else it stays with the process.
    """
    collecting = gc.isenabled()
    if rows >= MANY:
        gc.collect()
        _give_back()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _give_back() -> None:
    """Hand unused memory back to the system, where its library can (glibc)."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError, TypeError):  # another library, another system
        return
