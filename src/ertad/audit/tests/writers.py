"""Processes that act at the same time and say so once it is kept. Run as a program of its own.

`python -m ertad.audit.tests.writers`: each line `go` of the input makes one more process, each line
`go 25` one that ends after so many acts. What they print: `writer PID`, `done PID ACT_ID`.
"""

import os
import signal
import sys
import time
import uuid
from datetime import UTC, datetime


def main() -> None:
    import django

    django.setup()
    from django.conf import settings

    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    say("ready")
    for line in sys.stdin:
        acts = int(line.split()[1]) if " " in line else sys.maxsize
        if os.fork() == 0:
            say(f"writer {os.getpid()}")
            write(acts)
            say(f"end {os.getpid()}")
            os._exit(0)


def write(acts: int) -> None:
    from django.db import DatabaseError, connection

    from ertad.audit.trail import traced
    from ertad.kernel.actor import SYSTEM

    done = 0
    while done < acts:
        try:
            with traced("test.write", by=SYSTEM, at=datetime.now(UTC)) as trace:
                trace.revised("test.record", uuid.uuid4(), {"a": done}, {"a": done + 1})
        except DatabaseError as error:  # the server was killed
            say(f"failed {type(error).__name__} {' '.join(str(error).split())[:100]}")
            connection.close()
            time.sleep(0.05)
            continue
        done += 1
        say(f"done {os.getpid()} {trace.act_id}")


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # at once and whole, whoever else writes


if __name__ == "__main__":
    main()
