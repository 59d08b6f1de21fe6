"""Empty revisions of what they say, or of who made them, once it is kept long enough.

The seals are made anew, which only this installation's key can do, so the chain stays whole. Both
are called within an act, whose row says how many were emptied.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet

from ertad.audit.canonical import content_seal, moment, seal
from ertad.audit.models import Revision


def forget(revisions: QuerySet[Revision], names: Collection[str] = ()) -> int:
    """Empty what they say, or only these columns; how many. That there was a change, stays."""
    return _emptied(revisions, partial(_columns, names) if names else _content)


def forget_actors(ids: Sequence[Any]) -> int:
    """In the revisions of these ids, who made them; what was changed and when stays."""
    return _emptied(Revision.objects.filter(pk__in=ids), _actor)


def _content(revision: Revision) -> None:
    revision.before, revision.after, revision.sources = None, None, {}


def _columns(names: Collection[str], revision: Revision) -> None:
    for said in (revision.before, revision.after, revision.sources):
        for name in names:
            if said and name in said:
                del said[name]


def _actor(revision: Revision) -> None:
    revision.actor_id = ""


def _emptied(revisions: QuerySet[Revision], empty: Callable[[Revision], None]) -> int:
    emptied = []
    for each in revisions.iterator():
        empty(each)
        if each.digest:
            each.digest = _sealed(each)
        emptied.append(each)
    names = ["before", "after", "sources", "actor_id", "digest"]
    Revision.objects.bulk_update(emptied, names, 500)
    return len(emptied)


def _sealed(each: Revision) -> str:
    said = content_seal(
        each.kind, each.object_id, each.institution_id, each.before, each.after, each.sources
    )
    return seal(
        said, act_id=str(each.act_id), n=each.n, at=moment(each.at), act=each.act,
        actor_id=each.actor_id, role=each.role,
    )  # fmt: skip
