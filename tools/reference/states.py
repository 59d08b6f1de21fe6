"""The tables of states and moves, with a diagram of each."""

from collections.abc import Iterator, Mapping
from typing import Any

from tools.reference.roles import who
from tools.reference.writing import table


def page() -> str:
    from ertad.agreements.rules import AGREEMENT_MOVES
    from ertad.collection.rules import (
        EXTENSION_MOVES,
        INVITATION_MOVES,
        ROUND_MOVES,
        SUBMISSION_MOVES,
    )
    from ertad.cooperation.exchange.moves import OFFER_MOVES
    from ertad.privacy.rules import BREACH_MOVES
    from ertad.profiles.rules import CHALLENGE_MOVES

    text = [
        "# States and moves",
        "",
        "Rounds, invitations, files, offers, agreements, breaches, challenges: from where to where,"
        " who may, what is against it.",
        "",
        "Screens, acts and tests read the same tables, in"
        " [`collection/rules.py`](../../src/ertad/collection/rules.py),"
        " [`cooperation/exchange/moves.py`](../../src/ertad/cooperation/exchange/moves.py),"
        " [`agreements/rules.py`](../../src/ertad/agreements/rules.py),"
        " [`privacy/rules.py`](../../src/ertad/privacy/rules.py) and"
        " [`profiles/rules.py`](../../src/ertad/profiles/rules.py).",
        "",
    ]
    for title, moves in (
        ("Round", ROUND_MOVES),
        ("Invitation", INVITATION_MOVES),
        ("Request for more time", EXTENSION_MOVES),
        ("File that was sent up", SUBMISSION_MOVES),
        ("Offer or request between institutions", OFFER_MOVES),
        ("Version of an agreement", AGREEMENT_MOVES),
        ("Breach of data protection", BREACH_MOVES),
        ("Challenge", CHALLENGE_MOVES),
    ):
        text += [f"## {title}", "", *_diagram(moves), "", _table(moves)]
    return "\n".join(text).rstrip() + "\n"


def _diagram(moves: Mapping[str, Any]) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for move in moves.values():
        for source in sorted(move.sources):
            if move.target and move.target != source:
                yield f"    {source} --> {move.target}: {move.act}"
    yield "```"


def _table(moves: Mapping[str, Any]) -> str:
    rows = [
        (
            f"`{move.act}`",
            ", ".join(sorted(move.sources)),
            move.target or "(stays)",
            who(move.right),
            f"{move.label}. {move.help}",
            " ".join(str(reason) for reason in (getattr(move, "reasons", None) or {}).values()),
            getattr(move, "limit", ""),
        )
        for move in moves.values()
    ]
    return table(("Act", "From", "To", "Who", "What", "What may stand against it", "Due by"), rows)
