"""Room for a piece of work that makes many objects: imports and comparisons of thousands of rows.

The collector of cycles would walk them again and again and find nothing, and what an earlier piece
of work gave back stays with the process until glibc is asked for it.
"""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without the collector of cycles; what is lying about is taken away before."""
    collecting = gc.isenabled()
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
