"""One click: this service is correct, or everything that is left, or whether it has places."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ertad.audit.trail import StaleEdit
from ertad.collection.acts.answer_contact import answer_contact
from ertad.collection.acts.answer_service import answer_service
from ertad.collection.acts.confirm_rest import confirm_rest
from ertad.collection.acts.undo_answer import undo_answer
from ertad.collection.answers import answered
from ertad.collection.screens.answer.door import Opened, by_link
from ertad.collection.screens.answer.list import show_list
from ertad.directory.record.fields import PLACES
from ertad.kernel.clock import local_day
from ertad.kernel.refused import Refused
from ertad.kernel.sent import number_sent

CONTACT, REST = "contact", "rest"


@by_link
@require_POST
def confirm(request: HttpRequest, opened: Opened) -> HttpResponse:
    """`service`: an id, "contact" or "rest"; `base`: version of the service that was shown."""
    named = request.POST.get("service", "")
    invitation, by, at = opened.invitation, opened.by, opened.at
    if named == REST:
        return done(
            request, opened, lambda: confirm_rest(invitation=invitation, by=by, at=at), "rest"
        )
    if named == CONTACT:
        shown = answered(invitation, at=at).contact_shown()
        return done(
            request, opened,
            lambda: answer_contact(invitation=invitation, contact=shown, by=by, at=at),
            "contact", CONTACT,
        )  # fmt: skip
    key, base = uuid_of(named), number_sent(request.POST.get("base"))
    return done(
        request, opened,
        lambda: answer_service(
            invitation=invitation, service_id=key, record=None, base_version=base, by=by, at=at,
            version=0,
        ),
        "same", named,
    )  # fmt: skip


@by_link
@require_POST
def places(request: HttpRequest, opened: Opened, service_id: UUID) -> HttpResponse:
    """Whether somebody can start now; dated today."""
    state = request.POST.get("places", "")
    asked = answered(opened.invitation, at=opened.at).called(service_id)
    if asked is None:
        raise Http404("no such service")
    if state not in dict(PLACES):
        return show_list(request, opened, problem=_("Choose whether there are places."), status=422)
    day = "" if state == "unknown" else local_day(opened.at).isoformat()

    def act() -> object:
        return answer_service(
            invitation=opened.invitation, service_id=service_id,
            record={**asked.record, "places": state, "places_as_of": day},
            base_version=asked.base_version, by=opened.by, at=opened.at,
            typed=asked.draft.typed if asked.draft else None,
            note=asked.draft.note if asked.draft else "", version=asked.draft_version,
        )  # fmt: skip

    return done(request, opened, act, "places", str(service_id))


@by_link
@require_POST
def undo(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Undo the last change of one answer."""
    named = request.POST.get("service", "")
    key = None if named == CONTACT else uuid_of(named)

    def act() -> object:
        return undo_answer(invitation=opened.invitation, service_id=key, by=opened.by, at=opened.at)

    return done(request, opened, act, "undone")


def done(
    request: HttpRequest, opened: Opened, act: Callable[[], object], what: str, of: str = ""
) -> HttpResponse:
    """Do it and go back to the list; when it is refused, the list says why."""
    try:
        act()
    except Refused as refused:
        return show_list(request, opened, problem=str(refused), status=422)
    except StaleEdit:
        problem = _("Somebody else answered this meanwhile. Look at what is there now.")
        return show_list(request, opened, problem=problem, status=409)
    said = {"saved": what, **({"of": of} if of else {})}
    return redirect(f"{opened.url('list')}?{urlencode(said)}")


def uuid_of(text: str) -> UUID:
    """Raises Http404 for what is no id."""
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404("no such service") from wrong
