"""An institution adds a place where it gives services."""

from datetime import datetime
from uuid import UUID

from ertad.audit.trail import traced
from ertad.directory.acts.location_fields import LocationFields, problems_of, tidy
from ertad.directory.models import Location
from ertad.directory.refusals import WrongRecord
from ertad.kernel.actor import Actor
from ertad.kernel.rights import demand


def add_location(
    *, location_id: UUID, institution_id: UUID, fields: LocationFields, by: Actor, at: datetime
) -> Location:
    """Add a place under an id that the door chose; the form sent twice is one place.

    Raises NotAllowed, WrongRecord.
    """
    demand("location.add", by, institution_id)
    fields = tidy(fields)
    with traced("location.add", by=by, at=at, on=Location(pk=location_id)) as trace:
        if known := Location.objects.filter(pk=location_id, institution=institution_id).first():
            return known
        if problems := list(problems_of(fields)):
            raise WrongRecord(problems)
        location = Location(id=location_id, institution_id=institution_id, **fields)
        return trace.create(location, institution_id=institution_id)
