"""What this room's acts and records are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = (
    ("service.add", _("Service added")),
    ("service.edit", _("Service changed")),
    ("service.places", _("Free places said")),
    ("service.how_to_enter", _("How to enter written in more languages")),
    ("service.translate", _("Service translated")),
    ("service.end", _("Service ended")),
    ("service.merge", _("Two services merged")),
    ("service.unmerge", _("Merge of services undone")),
    ("services.confirm", _("Services confirmed")),
    ("location.add", _("Address added")),
    ("location.edit", _("Address changed")),
    ("revision.undo", _("Change undone")),
    ("mistake.report", _("Mistake reported")),
    ("mistake.settle", _("Reported mistake settled")),
    ("list.keep", _("List of services kept")),
    ("list.arrange", _("List of services arranged")),
    ("list.share", _("List of services shared")),
    ("list.withdraw", _("Link of a list withdrawn")),
    ("list.delete", _("List of services deleted")),
    ("search.follow", _("Search followed")),
    ("search.look", _("New services of a search sent")),
    ("search.stop", _("Search followed no more")),
    ("directory.reindex", _("Search index made anew")),
    ("history.read", _("History with names read")),
)
RECORD_NAMES = (
    ("directory.service", _("Service")),
    ("directory.location", _("Address of a service")),
    ("directory.programme", _("Programme")),
    ("directory.merge", _("Merge of services")),
    ("directory.mistakereport", _("Reported mistake")),
    ("directory.savedlist", _("List of services")),
    ("directory.subscription", _("Followed search")),
)
