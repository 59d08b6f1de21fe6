"""What this room does when it is due: notices into letters, then letters on their way."""

from ertad.kernel.due import DueJob
from ertad.notices.acts.deliver_due import deliver_due
from ertad.notices.acts.tell_due import tell_due

DUE = (DueJob("notices", tell_due), DueJob("letters", deliver_due))
