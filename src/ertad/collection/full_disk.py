"""When there is no room left on the disk, whoever sends something up is told so, in words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from ertad.kernel.refused import Refused

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
POSTGRES_NO_ROOM = "53100"  # disk_full, in PostgreSQL's table of error codes
TEXT = _(
    "There is no room left to keep your file. Nothing was taken and nothing was changed."
    " Tell whoever runs Ertad, and send the file again later."
)


@contextmanager
def told_when_full() -> Iterator[None]:
    """Turn "disk full" of the database or the file system into Refused; also a decorator.

    What is inside has to be undone by itself, as a transaction is.
    """
    try:
        yield
    except (DatabaseError, OSError) as error:
        if _is_full(error):
            raise Refused(TEXT, code="disk_full") from error
        raise


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    cause = error.__cause__
    if getattr(cause, "sqlstate", None) == POSTGRES_NO_ROOM:
        return True
    return getattr(cause, "sqlite_errorname", "").startswith("SQLITE_FULL")
