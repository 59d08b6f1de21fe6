"""What this room does when it is due."""

from ertad.cooperation.acts.expire_offers import expire_offers
from ertad.cooperation.acts.send_weekly import send_weekly
from ertad.kernel.due import DueJob

DUE = (DueJob("offers", expire_offers), DueJob("weekly calendar", send_weekly))
