"""Services that may be one: found by the linkage engine, decided by people, remembered for ever."""

from ertad.collection.matching.finding import find_pairs

__all__ = ["find_pairs"]
