"""The owner has looked at a reported mistake and put it right, or found nothing wrong."""

from datetime import datetime
from uuid import UUID

from ertad.audit.trail import traced
from ertad.directory.models import MistakeReport
from ertad.kernel.actor import Actor
from ertad.kernel.rights import demand


def settle_report(*, report_id: UUID, by: Actor, at: datetime) -> MistakeReport:
    """Settle it; one that is settled already stays as it is. Raises NotAllowed."""
    with traced("mistake.settle", by=by, at=at, on=MistakeReport(pk=report_id)) as trace:
        report = MistakeReport.objects.select_for_update(of=("self",)).get(pk=report_id)
        owner = report.service.institution_id
        demand("report.settle", by, owner)
        if report.settled_at is None:
            trace.update(report, settled_at=at, institution_id=owner)
        return report
