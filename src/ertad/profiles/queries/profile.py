"""An institution in one to two pages: what it does, for whom, where, and how to reach it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ertad.directory.models import Programme, Service
from ertad.kernel.languages import Said, said
from ertad.people.models import Institution
from ertad.places.models import Municipality
from ertad.profiles.queries.challenges import ChallengeLine, challenges_of, unsolved
from ertad.profiles.queries.contacts import Contact, contacts_of
from ertad.profiles.queries.lines import MOST_SERVICES, NOBODY, Line, lines
from ertad.profiles.queries.own_words import OwnWords, own_words
from ertad.profiles.queries.residents import kinds_of_help
from ertad.vocabulary.models import Term


@dataclass(frozen=True)
class ProgrammeLines:
    """A programme (None: services of no programme) with its services."""

    programme: Programme | None
    name: Said
    description: Said
    lines: Sequence[Line]


@dataclass(frozen=True)
class Figures:
    """`places_open`: said within 30 days; `confirmed`: within 90 days. Samples stand apart."""

    services: int
    places_open: int
    confirmed: int
    samples: int


@dataclass(frozen=True)
class Profile:
    """`fields`: (kind of help, number of services), most first."""

    institution: Institution
    name: Said
    kind: Term | None
    municipalities: Sequence[Municipality]
    fields: Sequence[tuple[Said, int]]
    for_whom: Sequence[str]
    programmes: Sequence[ProgrammeLines]
    figures: Figures
    own: OwnWords
    challenges: Sequence[ChallengeLine]
    contacts: Sequence[Contact]
    more: int
    """Services that are left out of `programmes`."""

    @property
    def phone(self) -> tuple[str, str] | None:
        """Of the desk: as dialled, as read."""
        return next((each.phone for each in self.contacts if not each.function.text), None)

    @property
    def unsolved(self) -> list[ChallengeLine]:
        return unsolved(self.challenges)

    @property
    def lines(self) -> list[Line]:
        return [line for each in self.programmes for line in each.lines]


def profile(
    institution: Institution, today: date, *, most: int = MOST_SERVICES, viewer: object = NOBODY
) -> Profile:
    """In the active language; a constant number of queries; `programmes` hold `most` services.

    Members see the challenges that are theirs to see, and who contact points are; all the rest is
    the same for everybody.
    """
    running = Service.objects.visible_to(NOBODY).active().filter(institution=institution)
    own = lines(running.order_by("name_ka", "name_en", "name_fr", "pk"), today)
    kind = Term.objects.filter(vocabulary="organisation_type", code=institution.kind).first()
    challenges = challenges_of(institution, viewer)
    told = own_words(institution.pk, viewer, challenges=bool(challenges))
    whom = Counter(group for line in own for group in line.for_whom)
    served = [group for group, _count in whom.most_common()]
    return Profile(
        institution=institution,
        name=said(institution, "name"),
        kind=kind,
        municipalities=list(institution.municipalities.defer("outline").order_by("code")),
        fields=_fields(own),
        for_whom=list(dict.fromkeys([*(group.text for group in told.groups), *served])),
        programmes=_programmes(institution, own[:most]),
        figures=figures(own),
        own=told,
        challenges=challenges,
        contacts=contacts_of(institution, viewer, today, own),
        more=max(len(own) - most, 0),
    )


def figures(own: Sequence[Line]) -> Figures:
    vouched = [line for line in own if line.freshness != "sample"]
    return Figures(
        services=len(vouched),
        places_open=sum(line.places == "open" for line in vouched),
        confirmed=sum(line.freshness == "confirmed" for line in vouched),
        samples=len(own) - len(vouched),
    )


def _fields(own: Sequence[Line]) -> list[tuple[Said, int]]:
    counts = Counter(group for line in own for group in line.groups)
    known = [(said(term, "label"), counts[term.code]) for term in kinds_of_help()]
    return sorted((each for each in known if each[1]), key=lambda each: -each[1])


def _programmes(institution: Institution, own: Sequence[Line]) -> list[ProgrammeLines]:
    """Programmes first, by name; what belongs to none comes last."""
    programmes = Programme.objects.visible_to(NOBODY).filter(institution=institution)
    found = []
    for each in programmes.order_by("name_ka", "name_en", "name_fr", "pk"):
        of_it = [line for line in own if line.programme_id == each.pk]
        if of_it:
            name, about = said(each, "name"), said(each, "description")
            found.append(ProgrammeLines(each, name, about, of_it))
    in_programmes = {line.service_id for each in found for line in each.lines}
    rest = [line for line in own if line.service_id not in in_programmes]
    if rest:
        found.append(ProgrammeLines(None, Said("", "ka"), Said("", "ka"), rest))
    return found
