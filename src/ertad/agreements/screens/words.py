"""How states of an agreement look: their tag, and the steps from draft to in force."""

from typing import Any

from ertad.agreements.models import AgreementVersion
from ertad.agreements.models.agreements import RUNNING

S = AgreementVersion.State
TAGS = {S.IN_FORCE: "ok", S.DUE: "warn", S.REVIEW: "info", S.SIGNED: "info", S.ENDED: "bad"}
WAY = (S.DRAFT, S.REVIEW, S.SIGNED, S.IN_FORCE)


def tag_of(text: AgreementVersion) -> tuple[str, str]:
    """Words and kind."""
    return str(S(text.state).label), TAGS.get(S(text.state), "plain")


def steps_of(text: AgreementVersion) -> list[dict[str, Any]]:
    """Where it stands on its way; nothing when it is over."""
    state = S.IN_FORCE if text.state in RUNNING else S(text.state)
    if state not in WAY:
        return []
    here = WAY.index(state)
    return [
        {
            "label": each.label,
            "state": "done" if number < here else "current" if number == here else "todo",
        }
        for number, each in enumerate(WAY)
    ]
