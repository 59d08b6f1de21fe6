"""The letters of a round: what was sent to whom, what could not be, and who cannot be reached."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from ertad.collection.letters.putting import TO_INSTITUTIONS
from ertad.collection.models import Extension, Invitation, Round
from ertad.collection.models.rounds import ANSWERED
from ertad.notices.models import Letter
from ertad.people.recipients import Recipient, recipients_of


@dataclass(frozen=True)
class InvitationLetters:
    """`addresses`: to which the next letter would go; `request`: for more time, not answered."""

    invitation: Invitation
    addresses: list[Recipient]
    letters: list[Letter] = field(default_factory=list)
    request: Extension | None = None

    @property
    def failed(self) -> list[Letter]:
        return [letter for letter in self.letters if letter.state == Letter.State.FAILED]

    @property
    def unanswered(self) -> bool:
        return self.invitation.state not in ANSWERED


@dataclass(frozen=True)
class RoundLetters:
    round: Round
    lines: list[InvitationLetters]
    states: Counter[str]

    @property
    def shown_addresses(self) -> set[str]:
        known = {each.address for line in self.lines for each in line.addresses}
        return known | {letter.to for line in self.lines for letter in line.letters}

    @property
    def unreached(self) -> list[InvitationLetters]:
        """Those of whom an answer is awaited and to whom nobody can write."""
        return [line for line in self.lines if line.unanswered and not line.addresses]

    @property
    def requests(self) -> list[InvitationLetters]:
        return [line for line in self.lines if line.request]


def round_letters(user: object, round_: Round) -> RoundLetters:
    """By name of the institution; at most four queries, however many there are."""
    rows = Invitation.objects.visible_to(user).filter(round=round_).defer("base")
    invitations = list(rows.select_related("institution").order_by("institution__code"))
    reached = recipients_of([each.institution for each in invitations])
    of: dict[UUID, list[Letter]] = defaultdict(list)
    about = [str(each.pk) for each in invitations]
    put = Letter.objects.visible_to(user).filter(about__in=about, kind__in=TO_INSTITUTIONS)
    for letter in put.defer("text", "html").order_by("-created_at"):
        of[UUID(letter.about)].append(letter)
    asked = Extension.objects.visible_to(user).filter(invitation__round=round_, state="asked")
    requests = {each.invitation_id: each for each in asked}
    lines = []
    for each in invitations:
        each.round = round_
        known = reached.get(each.institution_id, [])
        lines.append(InvitationLetters(each, known, of[each.pk], requests.get(each.pk)))
    states = Counter(letter.state for line in lines for letter in line.letters)
    return RoundLetters(round_, lines, states)
