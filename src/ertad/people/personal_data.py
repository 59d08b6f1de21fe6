"""What this room holds about a person."""

from ertad.people.contact_data import CONTACT_DATA

PERSONAL_DATA = (*CONTACT_DATA,)
