"""Sets of services as one whole number each: bit n stands for the n-th service of the index."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]


def from_numbers(numbers: Iterable[int] | Numbers, size: int) -> int:
    """The set of these services."""
    flags = np.zeros(size, dtype=np.bool_)
    flags[np.fromiter(numbers, dtype=np.int32) if not isinstance(numbers, np.ndarray)
          else numbers] = True  # fmt: skip
    return from_flags(flags)


def from_flags(flags: Flags) -> int:
    """The set of the services whose flag is true."""
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def to_flags(bits: int, size: int) -> Flags:
    """One flag a service."""
    packed = np.frombuffer(bits.to_bytes((size + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(packed, count=size, bitorder="little").astype(np.bool_)


def to_numbers(bits: int, size: int) -> Numbers:
    """The services of the set, in order of their ids."""
    return np.flatnonzero(to_flags(bits, size)).astype(np.int32)
