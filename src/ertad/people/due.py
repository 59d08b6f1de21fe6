"""What this room does when it is due."""

from ertad.kernel.due import DueJob
from ertad.people.acts.ask_contacts import ask_contacts
from ertad.people.acts.tell_unconfirmed import tell_unconfirmed

DUE = (
    DueJob("contact points", ask_contacts),
    DueJob("unconfirmed contact points", tell_unconfirmed),
)
