"""How long work on many tables says what it is doing, and what went wrong."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""(what is being done, rows done of it, rows in all)."""
Tick = Callable[[int], None]
"""So many rows more."""


def ticking(progress: Progress, total: int) -> Callable[[str], Tick]:
    """Makes ticks that count on from one to the next, and tell `progress`."""
    done = 0

    def tick(what: str) -> Tick:
        def tell(rows: int) -> None:
            nonlocal done
            done += rows
            progress(what, done, total)

        return tell

    return tick


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
