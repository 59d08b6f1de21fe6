"""What publishing a round will do, worked out before the short transaction that does it."""

from ertad.collection.publishing.plan import Plan, PlannedRow, plan_publication

__all__ = ["Plan", "PlannedRow", "plan_publication"]
