"""What this room does when it is due."""

from ertad.kernel.due import DueJob
from ertad.privacy.acts.purge_due import purge_due
from ertad.privacy.acts.remind_due import remind_due

DUE = (DueJob("privacy reminders", remind_due), DueJob("purge", purge_due))
