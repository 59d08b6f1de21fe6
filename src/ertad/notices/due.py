"""What this room does when it is due."""

from ertad.kernel.due import DueJob
from ertad.notices.acts.deliver_due import deliver_due

DUE = (DueJob("letters", deliver_due),)
