"""A service as a card of the list: what is written, what was answered, what is still to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from ertad.collection.answers.answered import Asked
from ertad.collection.checks import Severity
from ertad.collection.screens.answer.door import Opened
from ertad.collection.screens.answer.words import ANSWERS
from ertad.collection.screens.row_words import FindingLine, finding_line
from ertad.directory.record import Record
from ertad.directory.record.checking import missing_asked
from ertad.directory.record.fields import PLACES
from ertad.directory.record.wording import Wording, label_of
from ertad.directory.screens.edit_service.form import initial
from ertad.kernel.clock import local_day
from ertad.kernel.languages import LANGUAGES, Said, said

ON_THE_CARD = ("types", "target_groups", "min_age", "max_age", "serves", "phones", "at")
TEXTS = ("description", "how_to_enter")


@dataclass(frozen=True)
class Card:
    """`places`: the state to show; `findings`: what the check says of the answer, errors first."""

    key: str
    name: Said
    asked: Asked
    open: bool
    word: str | Promise
    kind: str
    facts: list[tuple[str, str]]
    missing: list[str]
    places: str
    places_word: str
    findings: list[FindingLine]
    conflicts: list[str]

    @property
    def ended(self) -> bool:
        return bool(self.asked.record["status"] == "ended")

    @property
    def undoable(self) -> bool:
        return bool(self.asked.draft and self.asked.draft.past)

    @property
    def wrong(self) -> bool:
        return bool(self.asked.judged and self.asked.judged.wrong)


def cards(asked: Sequence[Asked], opened: Opened, viewer: object) -> list[Card]:
    """At most five queries for all of them. Confidential addresses are not shown to `viewer`."""
    keys = [*ON_THE_CARD, *(f"{stem}_{lang}" for stem in TEXTS for lang in LANGUAGES)]
    parts = [{key: each.record[key] for key in keys} for each in asked]
    wording = Wording(parts, viewer)
    return [_card(each, wording, opened) for each in asked]


def _card(asked: Asked, wording: Wording, opened: Opened) -> Card:
    record = asked.record
    word, kind = ANSWERS[asked.draft.answer] if asked.draft else ("", "")
    judged = asked.judged
    findings = sorted(
        (f for f in judged.findings if f["code"] != "changed_meanwhile") if judged else (),
        key=lambda found: found["severity"] != Severity.ERROR,
    )
    places = initial(record, local_day(opened.at), adding=False)["places"]
    return Card(
        str(asked.service_id), said(record, "name"), asked, asked.open, word, kind,
        list(_facts(record, wording)),
        [] if record["status"] == "ended" else missing_asked(record),
        places, str(dict(PLACES)[places]),
        [finding_line(found) for found in findings],
        [label_of(key) for key in judged.conflicts] if judged else [],
    )  # fmt: skip


def _facts(record: Record, wording: Wording) -> list[tuple[str, str]]:
    found = [(key, wording.text(key, record[key])) for key in ON_THE_CARD if record[key]]
    for stem in TEXTS:
        text = said(record, stem)
        if text.text:
            found.append((f"{stem}_{text.language}", text.text))
    return [(str(label_of(key)), value) for key, value in found]
