"""That a party signed is recorded: by function, name and day, or with the signed paper itself."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ertad.agreements.acts.change_draft import locked
from ertad.agreements.acts.move_due import start
from ertad.agreements.models import AgreementVersion, Party, Signature
from ertad.agreements.rules import AGREEMENT_MOVES
from ertad.agreements.sides import require_party
from ertad.agreements.telling import tell
from ertad.agreements.writing import checked
from ertad.audit.trail import Trace, traced
from ertad.files.scans import Scan
from ertad.kernel.actor import SYSTEM, Actor
from ertad.kernel.clock import local_day
from ertad.kernel.refused import Refused
from ertad.kernel.rights import demand

FUTURE = _("This lies in the future.")
NEEDED = _("Fill this in, or add the signed paper.")
NO_DAY = _("Say on which day it was signed.")
SIGNED = _("This party has signed already.")


def sign_agreement(
    *,
    signature_id: UUID,
    party_id: UUID,
    fields: Mapping[str, Any],
    scan: Scan | None,
    by: Actor,
    at: datetime,
) -> Signature:
    """`fields`: signed_on, signatory_function, signatory_name. Sent twice it is one.

    With the last party's signature the version is signed, and in force where its first day has
    come. Raises NotAllowed, Refused.
    """
    clean = _checked(fields, scan, local_day(at))
    with traced("agreement.sign", by=by, at=at) as trace:
        party = Party.objects.select_related("text").get(pk=party_id)
        demand("agreement.sign", by, party.institution_id)
        text = locked(party.text_id)
        trace.on(text.agreement)
        if known := Signature.objects.filter(pk=signature_id, party=party).first():
            return known
        require_party(AGREEMENT_MOVES["agreement.sign"], text, by)
        if Signature.objects.filter(party=party).exists():
            raise Refused(SIGNED)
        signature = Signature(
            id=signature_id, party=party, recorded_by=by.user_id, recorded_at=at,
            scan=scan.content if scan else b"", scan_kind=scan.kind if scan else "", **clean,
        )  # fmt: skip
        signature.save(force_insert=True)
        # The paper itself is in no revision: it would be kept twice, and longer than it may.
        after = {
            "party": str(party.pk), "signed_on": clean["signed_on"].isoformat(),
            "signatory_function": clean["signatory_function"], "scan": signature.scan_kind,
        }  # fmt: skip
        lead = text.agreement.led_by_id
        trace.revised("agreements.signature", signature_id, None, after, lead)
        tell("agreement_signed", text, by=by, at=at, key=str(party.pk))
        _complete(trace, text)
    start(text.pk, by=SYSTEM, at=at)
    return signature


def _complete(trace: Trace, text: AgreementVersion) -> None:
    """Signed, when all have."""
    if text.parties.filter(signature=None).exists():
        return
    days = Signature.objects.filter(party__text=text).values_list("signed_on", flat=True)
    trace.update(
        text, institution_id=text.agreement.led_by_id, state=AgreementVersion.State.SIGNED,
        signed_on=max(days),
    )  # fmt: skip


def _checked(fields: Mapping[str, Any], scan: Scan | None, today: date) -> dict[str, Any]:
    clean = checked(fields)
    if not clean.get("signed_on"):
        raise Refused(NO_DAY, "signed_on")
    if clean["signed_on"] > today:
        raise Refused(FUTURE, "signed_on")
    for name in ("signatory_function", "signatory_name"):
        if scan is None and not clean.get(name):
            raise Refused(NEEDED, name)
    return clean
