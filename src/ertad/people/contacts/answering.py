"""Who may answer for a contact point: the person, the holder of its letter, or who keeps it."""

from ertad.kernel.actor import Actor
from ertad.kernel.rights import demand
from ertad.kernel.roles import Role
from ertad.people.models import ContactPoint


def is_oneself(contact: ContactPoint, by: Actor) -> bool:
    """The person, signed in or through the link of the letter.

    The door of the link makes its actor for the one contact point that the link names.
    """
    if by.role is Role.LINK_HOLDER:
        return by.user_id is None and by.institution_id == contact.institution_id
    return by.user_id is not None and by.user_id == contact.user_id


def demand_answer(right: str, contact: ContactPoint, by: Actor) -> None:
    """Raise NotAllowed unless `by` is the person, or holds `right` for the institution."""
    if not is_oneself(contact, by):
        demand(right, by, contact.institution_id)
