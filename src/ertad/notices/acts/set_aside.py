"""Letters that failed are set aside: somebody has seen to it."""

from collections.abc import Iterable

from ertad.notices.models import Letter


def set_aside(*, about: object, kinds: Iterable[str]) -> int:
    """Within the caller's act, which has checked who may. How many there were."""
    failed = Letter.objects.filter(about=str(about), kind__in=list(kinds), state="failed")
    return failed.update(state=Letter.State.DROPPED)
