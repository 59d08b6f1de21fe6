"""What the room's screens share: for which party one acts, and why where it is not the own one."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpRequest

from ertad.agreements.models import AgreementVersion
from ertad.agreements.queries.one import text_numbered, texts_of_agreement
from ertad.agreements.sides import side_of
from ertad.kernel.actor import Actor
from ertad.kernel.rights import demand_may
from ertad.kernel.sent import number_sent
from ertad.people.screens.reason import ReasonForm, actor_away, reason_away, reason_given


@dataclass(frozen=True)
class Acting:
    """`why` asks for a reason, or is None for the party's own people."""

    user: object
    right: str
    side: UUID
    why: ReasonForm | None

    def ready(self) -> Actor | None:
        """None where the reason is missing."""
        reason = reason_given(self.why)
        return None if reason is None else actor_away(self.user, self.right, self.side, reason)


def acting(request: HttpRequest, right: str, text: AgreementVersion) -> Acting:
    """For the party that is the reader's own. Raises NotAllowed."""
    return acting_for(request, right, side_of(request.user, right, text))


def acting_for(request: HttpRequest, right: str, side: UUID) -> Acting:
    """Raises NotAllowed."""
    demand_may(request.user, right, side)
    data = request.POST if request.method == "POST" else None
    return Acting(request.user, right, side, reason_away(request.user, right, side, data))


def latest_text(request: HttpRequest, pk: UUID) -> AgreementVersion:
    """What is being written, else the last version. Raises Http404."""
    return texts_of_agreement(request.user, pk)[0]


def text_sent(request: HttpRequest, pk: UUID) -> AgreementVersion:
    """The version that the address or the form names, else the one that counts. Raises Http404."""
    texts = texts_of_agreement(request.user, pk)
    sent = number_sent(request.POST.get("number") or request.GET.get("number"))
    return text_numbered(texts, sent or None)


def refuse(form: forms.Form, refused: Exception) -> None:
    """Say it at its field where the form has it, else of the whole form."""
    field = getattr(refused, "field", None)
    form.add_error(field if field in form.fields else None, str(refused))
