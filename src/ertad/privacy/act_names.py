"""What this room's acts and records are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = (
    ("breach.note", _("Breach noted")),
    ("breach.change", _("Breach changed")),
    ("breach.assess", _("Risk of a breach assessed")),
    ("breach.notify", _("Authority notified of a breach")),
    ("breach.spare", _("Decided that no notification of a breach is due")),
    ("breach.close", _("Breach closed")),
    ("breach.remind", _("Officers reminded of a breach")),
    ("request.enter", _("Request of a person entered")),
    ("request.prolong", _("Term of a request prolonged")),
    ("request.answer", _("Request of a person answered")),
    ("request.remind", _("Officers reminded of a request")),
    ("request.read", _("Request of a person read")),
    ("privacy.own.read", _("Gathered what is held about oneself")),
    ("privacy.pack.read", _("Gathered what is held about a person who asked")),
    ("privacy.purge", _("Taken away what was kept long enough")),
)
RECORD_NAMES = (
    ("privacy.breach", _("Breach")),
    ("privacy.accessrequest", _("Request of a person")),
)
