"""What this room does when it is due."""

from ertad.agreements.acts.move_due import move_due
from ertad.kernel.due import DueJob

DUE = (DueJob("agreements", move_due),)
