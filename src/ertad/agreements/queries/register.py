"""The register: every agreement once, by the version that counts, with its parties."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from ertad.agreements.models import AgreementVersion, Party
from ertad.agreements.models.agreements import OPEN, OVER, RUNNING
from ertad.people.models import Institution

STATES: Mapping[str, frozenset[AgreementVersion.State]] = {
    "in_force": RUNNING, "open": OPEN, "over": OVER,
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """`text`: the version in force, else the one being prepared, else the last. `following`: one
    that is being prepared while another is in force."""

    text: AgreementVersion
    parties: Sequence[Institution]
    following: AgreementVersion | None


def register(user: object, *, state: str = "", institution: str = "") -> Sequence[Line]:
    """Those that `user` may see, what is being prepared first; three queries."""
    lines = [line_of(texts) for texts in by_agreement(user).values()]
    wanted = STATES.get(state)
    return sorted(
        (
            line for line in lines
            if (wanted is None or line.text.state in wanted or (
                line.following and line.following.state in wanted))
            and (not institution or institution in {each.code for each in line.parties})
        ),
        key=lambda line: (_rank(line.text), line.text.title.casefold()),
    )  # fmt: skip


def by_agreement(user: object) -> Mapping[UUID, Sequence[AgreementVersion]]:
    """The versions of each agreement that `user` may see, the latest first."""
    parties = Party.objects.visible_to(user).select_related("institution")
    rows = (
        AgreementVersion.objects.visible_to(user)
        .select_related("agreement")
        .prefetch_related(Prefetch("parties", parties.defer("duties")))
        .defer("scope", "data_shared", "legal_basis")
        .order_by("-number")
    )
    found: dict[UUID, list[AgreementVersion]] = defaultdict(list)
    for text in rows:
        found[text.agreement_id].append(text)
    return found


def line_of(texts: Sequence[AgreementVersion]) -> Line:
    """`texts`: versions of one agreement, the latest first."""
    running = next((each for each in texts if each.state in RUNNING), None)
    preparing = next((each for each in texts if each.state in OPEN), None)
    text = running or preparing or texts[0]
    parties = [party.institution for party in text.parties.all()]
    return Line(text, parties, preparing if running else None)


def _rank(text: AgreementVersion) -> int:
    order = ("due", "review", "draft", "signed", "in_force")
    return order.index(text.state) if text.state in order else len(order)
