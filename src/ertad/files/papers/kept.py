"""Papers that were made are given again for a minute, from this process's memory."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

SECONDS = 60.0
MOST_BYTES = 20_000_000
MOST_PAPERS = 200

_kept: OrderedDict[Hashable, tuple[float, bytes]] = OrderedDict()
_lock = Lock()


def kept_paper(key: Hashable, make: Callable[[], bytes]) -> bytes:
    """What was made under `key` within a minute, else what `make` gives.

    `key` names all that the paper hangs on: which, of whom, in which language, for which host and
    version of the directory.
    """
    with _lock:
        until, content = _kept.get(key, (0.0, b""))
        if until > time.monotonic():
            return content
    content = make()
    with _lock:
        _kept[key] = (time.monotonic() + SECONDS, content)
        _kept.move_to_end(key)
        while len(_kept) > MOST_PAPERS or sum(len(c) for _u, c in _kept.values()) > MOST_BYTES:
            _kept.popitem(last=False)
    return content


def forget_papers() -> None:
    """For tests."""
    with _lock:
        _kept.clear()
