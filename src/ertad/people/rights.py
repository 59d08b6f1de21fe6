"""Rights of this room."""

from ertad.people.contact_rights import CONTACT_RIGHTS

RIGHTS = (*CONTACT_RIGHTS,)
