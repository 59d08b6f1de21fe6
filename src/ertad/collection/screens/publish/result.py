"""What a publication did, told to the one who made it; its details last as long as the session."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from ertad.collection.acts.publish_round import Published
from ertad.collection.models import Round
from ertad.collection.screens.coordinating.states import LEFT_OUT
from ertad.directory.models import Publication, Service
from ertad.directory.record.wording import label_of

SHOWN = 200
"""Of each kind; the numbers are those of all."""


@dataclass(frozen=True)
class Result:
    """`detailed`: whether the session still knows what was kept, left out and not merged."""

    publication: Publication | None
    detailed: bool = False
    confirmed: int = 0
    merged: int = 0
    kept_number: int = 0
    left_out_number: int = 0
    kept: list[tuple[Service, list[str]]] = field(default_factory=list)
    left_out: list[tuple[Service, object]] = field(default_factory=list)
    against: list[str] = field(default_factory=list)


def keep_result(request: HttpRequest, round_: Round, done: Published) -> None:
    """Ids and names of fields only; nothing of the records."""
    request.session[_key(round_)] = {
        "confirmed": done.confirmed,
        "merged": done.merged,
        "kept_number": len(done.kept),
        "left_out_number": len(done.left_out),
        "kept": {str(key): keys for key, keys in list(done.kept.items())[:SHOWN]},
        "left_out": {str(key): why for key, why in list(done.left_out.items())[:SHOWN]},
        "against": [str(key) for key in done.against],
    }


def result_of(request: HttpRequest, round_: Round) -> Result:
    """The publication of a published round, with details for the one who has just made it."""
    publication = Publication.objects.filter(round_id=str(round_.pk)).first()
    told: dict[str, Any] | None = request.session.get(_key(round_))
    if told is None:
        return Result(publication)
    ids = [UUID(key) for key in (*told["kept"], *told["left_out"])]
    services = Service.objects.visible_to(request.user).in_bulk(ids)
    by_key = {str(key): service for key, service in services.items()}
    return Result(
        publication,
        True,
        told["confirmed"],
        told["merged"],
        told["kept_number"],
        told["left_out_number"],
        [
            (by_key[key], [label_of(name) for name in keys])
            for key, keys in told["kept"].items()
            if key in by_key
        ],
        [
            (by_key[key], LEFT_OUT.get(why, why))
            for key, why in told["left_out"].items()
            if key in by_key
        ],
        told["against"],
    )


def _key(round_: Round) -> str:
    return f"published-{round_.pk}"
