"""An agreement between the agency and the town, for tests: drafted, in review, in force."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from ertad.agreements.acts.change_draft import change_draft
from ertad.agreements.acts.draft_agreement import draft_agreement
from ertad.agreements.acts.keep_pathways import write_pathway
from ertad.agreements.acts.move_agreement import send_for_review
from ertad.agreements.acts.sign_agreement import sign_agreement
from ertad.agreements.models import AgreementVersion, Pathway, Signature
from ertad.files.scans import Scan
from ertad.kernel.actor import SYSTEM, Actor
from ertad.kernel.clock import local_day
from ertad.people.models import Institution

REASON = "They asked us by telephone."


def drafted(
    lead: Institution, *partners: Institution, at: datetime, by: Actor = SYSTEM, **fields: Any
) -> AgreementVersion:
    """A draft that is complete: it starts today and is reviewed after a year."""
    today = local_day(at)
    text = draft_agreement(
        agreement_id=uuid4(), lead_id=lead.pk, partners=[each.pk for each in partners],
        fields={"title_en": "Working together for young people", "language": "en"}, by=by, at=at,
    )  # fmt: skip
    words = {
        "scope": "Young people who were diverted find help in their town.",
        "starts_on": today, "review_on": today + timedelta(days=365),
    }  # fmt: skip
    parties = {
        party.pk: {"duties": "Answers every letter.", "contact": "Head of the social service"}
        for party in text.parties.all()
    }
    return change_draft(
        text_id=text.pk, version=text.version, fields={**words, **fields}, parties=parties, by=by,
        at=at,
    )  # fmt: skip


def with_pathway(
    text: AgreementVersion, origin: Institution, service: UUID, *, at: datetime, **fields: Any
) -> Pathway:
    known = {
        "from_institution_id": origin.pk, "service_id": service, "for_whom": "",
        "procedure": "The specialist calls the reception.", "passed_on": "First name and age.",
        "answered_by": "Head of the social service", "answer_days": 3,
    }  # fmt: skip
    text.refresh_from_db()
    groups: Sequence[str] = fields.pop("groups", ["T14"])
    pathway = write_pathway(
        pathway_id=uuid4(), text_id=text.pk, version=text.version, fields={**known, **fields},
        groups=groups, by=SYSTEM, at=at,
    )  # fmt: skip
    text.refresh_from_db()
    return pathway


def in_review(text: AgreementVersion, *, at: datetime, by: Actor = SYSTEM) -> AgreementVersion:
    text.refresh_from_db()
    return send_for_review(text_id=text.pk, version=text.version, by=by, at=at)


def signed_by(
    text: AgreementVersion, place: Institution, *, at: datetime, by: Actor = SYSTEM,
    on: date | None = None, scan: Scan | None = None, **fields: str,
) -> Signature:  # fmt: skip
    who = {"signatory_function": "Mayor", "signatory_name": "Zaza Zmark"}
    return sign_agreement(
        signature_id=uuid4(), party_id=text.parties.get(institution=place).pk, scan=scan,
        fields={"signed_on": on or local_day(at), **who, **fields}, by=by, at=at,
    )  # fmt: skip


def in_force(text: AgreementVersion, *, at: datetime) -> AgreementVersion:
    """Sent and signed by every party."""
    in_review(text, at=at)
    for party in text.parties.select_related("institution"):
        signed_by(text, party.institution, at=at)
    text.refresh_from_db()
    return text
