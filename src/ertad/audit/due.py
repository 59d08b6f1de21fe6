"""What this room does when it is due."""

from ertad.audit.acts.check_chain import check_chain
from ertad.kernel.due import DueJob

DUE = (DueJob("audit chain", check_chain),)
