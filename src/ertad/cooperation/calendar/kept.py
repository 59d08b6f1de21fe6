"""Feeds that were made once are given again for a few minutes, and too many askings are refused.

In this process's memory: a program that asks every minute costs one query for its own feed, and
none for the public one.
"""

import hashlib
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

FRESH_SECONDS = 300.0
MOST_KEPT = 60
MOST_ASKINGS, WITHIN_SECONDS = 60, 600.0
MOST_KNOWN = 5000


@dataclass(frozen=True)
class Made:
    """`etag` is quoted, as in the header."""

    content: bytes
    etag: str
    changed_at: datetime | None


_kept: OrderedDict[Hashable, tuple[float, Made]] = OrderedDict()
_asked: OrderedDict[Hashable, deque[float]] = OrderedDict()
_lock = Lock()


def made(key: Hashable, make: Callable[[], tuple[bytes, datetime | None]]) -> Made:
    """What `make` gave under this key a few minutes ago at most."""
    known = _kept.get(key)
    if known and known[0] > time.monotonic():
        return known[1]
    content, changed_at = make()
    digest = hashlib.sha256(content).hexdigest()[:32]
    found = Made(content, f'"{digest}"', changed_at)
    with _lock:
        _kept[key] = (time.monotonic() + FRESH_SECONDS, found)
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def seconds_to_wait(who: Hashable) -> int:
    """0 while `who` asks within reason, which is counted; else when to come again."""
    now = time.monotonic()
    with _lock:
        times = _asked.setdefault(who, deque())
        _asked.move_to_end(who)
        while len(_asked) > MOST_KNOWN:
            _asked.popitem(last=False)
        while times and times[0] < now - WITHIN_SECONDS:
            times.popleft()
        if len(times) >= MOST_ASKINGS:
            return int(times[0] + WITHIN_SECONDS - now) + 1
        times.append(now)
    return 0


def forget_feeds() -> None:
    """For tests: as in a process that has just begun."""
    with _lock:
        _kept.clear()
        _asked.clear()
