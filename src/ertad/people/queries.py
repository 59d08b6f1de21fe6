"""Reads of the people room, one for each screen."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from ertad.engines.script import fold
from ertad.kernel.languages import LANGUAGES
from ertad.people.models import Institution, MemberInvitation, Membership, User
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term


def institutions_list(user: object, words: str, kind: str) -> list[Institution]:
    """Institutions that `user` may see, by name; `words` fold as in the search; three queries."""
    found = Institution.objects.visible_to(user).prefetch_related(
        "aliases", Prefetch("municipalities", Municipality.objects.order_by("code"))
    )
    if kind:
        found = found.filter(kind=kind)
    wanted = fold(words)
    fitting = [i for i in found if all(_has(word, i) for word in wanted)]
    return sorted(fitting, key=lambda institution: (institution.name, institution.code))


def _has(word: str, institution: Institution) -> bool:
    names = [getattr(institution, f"name_{lang}") for lang in LANGUAGES]
    names += [alias.name for alias in institution.aliases.all()]
    return any(part.startswith(word) for name in names for part in fold(name))


def kinds_of_institution() -> Sequence[Term]:
    return list(Term.objects.filter(vocabulary="organisation_type").order_by("position"))


def accounts_at(addresses: Iterable[str]) -> list[UUID]:
    """Ids of the accounts that have these e-mail addresses."""
    return list(User.objects.filter(email__in=list(addresses)).values_list("pk", flat=True))


def members_of(user: object, institution: Institution) -> QuerySet[Membership]:
    """Present members of the institution, as far as `user` may see them."""
    return (
        Membership.objects.visible_to(user)
        .filter(institution=institution, ended_on=None)
        .select_related("user")
        .order_by("user__name", "role")
    )


def invitations_to(user: object, institution: Institution) -> QuerySet[MemberInvitation]:
    """Those that wait, expired ones too, as far as `user` may see them."""
    waiting = MemberInvitation.objects.visible_to(user).waiting()
    return waiting.filter(institution=institution).order_by("-sent_at", "email")


def roles_held_by(person: User, *, seen_by: object) -> QuerySet[Membership]:
    """The roles that `person` has now, as far as the reader may see them."""
    held = Membership.objects.visible_to(seen_by).filter(user=person, ended_on=None)
    return held.select_related("institution").order_by("since", "role")
