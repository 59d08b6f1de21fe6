"""Reads of the directory's screens."""

from ertad.directory.search.cards import Card, cards

__all__ = ["Card", "cards"]
