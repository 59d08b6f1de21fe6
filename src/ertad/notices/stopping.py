"""The link in a letter that stops such letters: one button, no signing in.

Opening the link changes nothing, since mail programs open links to check them.
"""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ertad.kernel.actor import Actor
from ertad.kernel.clock import now
from ertad.kernel.roles import Role


def key_to_stop(kind: str, pk: UUID) -> str:
    """The signed part of the address. `kind`: one for each kind of record."""
    return Signer(salt=kind).sign(pk.hex)


def id_to_stop(kind: str, key: str) -> UUID | None:
    """Whose letters this key stops; None for a key that is not of our making."""
    try:
        return UUID(hex=Signer(salt=kind).unsign(key))
    except BadSignature:
        return None


def stop_letters(
    request: HttpRequest, stop: Callable[..., None] | None, *, asks: str, labels: Sequence[str],
    done: str,
) -> HttpResponse:  # fmt: skip
    """The page. `stop` takes `by` and `at`; None for a key that is not ours, and one that was used:
    then there are no such letters. `asks` says which letters, `labels` of what, `done` the end.
    """
    stopped = stop is not None and request.method == "POST"
    if stop and stopped:
        stop(by=Actor(role=Role.LINK_HOLDER), at=now())
    context = {
        "found": stop is not None, "stopped": stopped, "asks": asks, "labels": labels, "done": done,
    }  # fmt: skip
    return render(request, "notices/stopping.html", context, status=200 if stop else 404)
