"""For which party somebody acts: the own one; for others only the coordinator, with a reason."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.agreements.models import AgreementVersion, Party
from ertad.kernel.actor import Actor
from ertad.kernel.moves import Move, require
from ertad.kernel.refused import Refused
from ertad.kernel.rights import held_in, rights
from ertad.kernel.roles import institutions_of

NO_PARTY = _("Only a party of the agreement does this.")


def side_of(user: object, right: str, text: AgreementVersion) -> UUID:
    """Id of the party for which `user` would act; of the one that leads it for whoever is of none.

    Whether `user` may act for it at all is for `actor_with` to say.
    """
    places = _places(text)
    for own in (held_in(user, right), institutions_of(user, *rights()[right].everywhere)):
        for place in places:
            if place in own:
                return place
    return text.agreement.led_by_id if text.agreement.led_by_id in places else places[0]


def require_party(move: Move, text: AgreementVersion, by: Actor) -> None:
    """Raises NotAllowed or Refused unless `by` may make this move for a party of the text."""
    require(move, text, by=by, institution_id=by.institution_id)
    if by.institution_id is not None and by.institution_id not in _places(text):
        raise Refused(NO_PARTY, code="no_party")


def _places(text: AgreementVersion) -> Sequence[UUID]:
    parties = Party.objects.filter(text=text).order_by("place", "id")
    return list(parties.values_list("institution_id", flat=True))
