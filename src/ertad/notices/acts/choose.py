"""A person says how to be told of what."""

from collections.abc import Mapping
from datetime import datetime

from ertad.audit.trail import traced
from ertad.kernel.actor import Actor, NotAllowed
from ertad.notices.models import NoticeChoice
from ertad.notices.notice_kinds import notice_kinds
from ertad.notices.ways import How


def choose(*, ways: Mapping[str, How], by: Actor, at: datetime) -> None:
    """`ways`: kind -> how. Holds for what is told from now on; kinds not named stay as they are.

    Raises LookupError for a kind that there is not.
    """
    if by.user_id is None:
        raise NotAllowed("only somebody with an account is told of anything")
    if unknown := set(ways) - set(notice_kinds()):
        raise LookupError(f"no room tells of notices of the kind {sorted(unknown)[0]!r}")
    with traced("notices.choose", by=by, at=at) as trace:
        trace.kind, trace.object_id = "people.user", str(by.user_id)
        trace.details = {kind: str(how) for kind, how in ways.items()}
        NoticeChoice.objects.bulk_create(
            [NoticeChoice(user_id=by.user_id, kind=kind, how=how) for kind, how in ways.items()],
            update_conflicts=True,
            unique_fields=["user", "kind"],
            update_fields=["how"],
        )
