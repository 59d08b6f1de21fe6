"""A thing to do, as each room tells it to the page "My work"."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WorkItem:
    """`label` says what, in the reader's language; `pressing` when somebody waits for it."""

    label: str
    count: int
    url: str
    pressing: bool = False
