"""What this room does when it is due."""

from ertad.directory.acts.send_new_services import send_new_services
from ertad.kernel.due import DueJob

DUE = (DueJob("new services", send_new_services),)
