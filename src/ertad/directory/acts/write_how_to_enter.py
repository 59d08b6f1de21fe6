"""How to enter a service, in languages beside the three; it is not a confirmation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ertad.audit.trail import StaleEdit, Trace, traced
from ertad.directory.acts.writing_rules import demand_running, locked
from ertad.directory.models import MoreHowToEnter, Service
from ertad.directory.record.checking import LIMITS, Problem, personal_number_in
from ertad.directory.record.writing import raise_version
from ertad.directory.refusals import WrongRecord
from ertad.kernel.actor import Actor
from ertad.kernel.languages import more_languages
from ertad.kernel.rights import demand

LONGEST = LIMITS["how_to_enter_ka"]


@dataclass(frozen=True)
class Written:
    """An empty text takes away what is there. `version`: of what was shown, 0 for nothing."""

    text: str
    reviewed: bool
    version: int


def write_how_to_enter(
    *, service_id: UUID, texts: Mapping[str, Written], by: Actor, at: datetime
) -> list[str]:
    """Write the texts by code of language; returns the codes of those that were changed.

    Raises NotAllowed, NotRunning, WrongRecord (its keys are the codes), and StaleEdit with nothing
    written when somebody else has changed one of them.
    """
    if problems := [problem for code, each in texts.items() for problem in _wrong(code, each)]:
        raise WrongRecord(problems)
    with traced("service.how_to_enter", by=by, at=at, on=Service(pk=service_id)) as trace:
        service = locked(service_id)
        demand("service.edit", by, service.institution_id)
        demand_running(service)
        there = {row.language: row for row in MoreHowToEnter.objects.filter(service=service)}
        changed = [
            code
            for code, each in texts.items()
            if _written(trace, service, code, each, there.get(code))
        ]
        if changed:
            raise_version(at)
        return changed


def _written(
    trace: Trace, service: Service, code: str, asked: Written, row: MoreHowToEnter | None
) -> bool:
    text = asked.text.strip()
    there = (row.text, row.reviewed) if row else ("", False)
    if there == (text, asked.reviewed and bool(text)):
        return False
    if asked.version != (row.version if row else 0):
        raise StaleEdit(row or MoreHowToEnter(service=service, language=code, version=0))
    if row and text:
        trace.update(row, institution_id=service.institution_id, text=text, reviewed=asked.reviewed)
    elif row:
        trace.delete(row, institution_id=service.institution_id)
    else:
        new = MoreHowToEnter(service=service, language=code, text=text, reviewed=asked.reviewed)
        trace.create(new, institution_id=service.institution_id)
    return True


def _wrong(code: str, asked: Written) -> list[Problem]:
    found = []
    if code not in {each.code for each in more_languages()}:
        found.append(Problem(code, "unknown_code", {"code": code}))
    if len(asked.text.strip()) > LONGEST:
        found.append(Problem(code, "too_long", {"limit": LONGEST}))
    if personal_number_in(asked.text):
        found.append(Problem(code, "personal_number"))
    return found
