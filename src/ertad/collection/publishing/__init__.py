"""What publishing a round will do, worked out before the short transaction that does it."""

from ertad.collection.publishing.plan import Plan, plan_publication
from ertad.collection.publishing.rows import PlannedRow

__all__ = ["Plan", "PlannedRow", "plan_publication"]
