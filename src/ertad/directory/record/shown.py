"""Which parts of a record a reader sees; the other half of `visible_to`, used by every door."""

from ertad.directory.record.fields import FIELDS, Record
from ertad.kernel.rights import everywhere


def shown_to(user: object, record: Record, *, own: bool = False) -> Record:
    """A copy of `record` without what `user` may not see.

    `own` says that the service belongs to an institution of the user. Locations are references:
    their addresses come from `Location.objects.visible_to(user)` and are simply absent from it.
    """
    if own or everywhere(user, "pathway.see"):
        return dict(record)
    hidden = {key for field in FIELDS if field.specialists_only for key in field.record_keys()}
    return {key: ([] if key in hidden else value) for key, value in record.items()}
