"""Words for the fields that a person reads of oneself; the rest keep their technical names."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ertad.kernel.privacy import Privacy

FIELD_WORDS: dict[str, str | Promise] = {
    "act": pgettext_lazy("field of a record", "what was done"),
    "after": pgettext_lazy("field of a record", "afterwards"),
    "answered_on": pgettext_lazy("field of a record", "answered at"),
    "due_on": pgettext_lazy("field of a record", "answer due"),
    "outcome": pgettext_lazy("field of a record", "answer"),
    "reference": pgettext_lazy("field of a record", "number"),
    "sent": pgettext_lazy("field of a record", "sent at"),
    "services": pgettext_lazy("field of a record", "services"),
    "what": pgettext_lazy("field of a record", "request"),
    "answer": pgettext_lazy("field of a record", "answer"),
    "answered_at": pgettext_lazy("field of a record", "answered at"),
    "asked_at": pgettext_lazy("field of a record", "asked at"),
    "at": pgettext_lazy("field of a record", "when"),
    "before": pgettext_lazy("field of a record", "before"),
    "created": pgettext_lazy("field of a record", "made at"),
    "created_at": pgettext_lazy("field of a record", "made at"),
    "date_joined": pgettext_lazy("field of a record", "account made at"),
    "day": pgettext_lazy("field of a record", "day"),
    "decided_at": pgettext_lazy("field of a record", "decided at"),
    "details": pgettext_lazy("field of a record", "details"),
    "email": _("E-mail"),
    "ended_on": pgettext_lazy("field of a record", "last day"),
    "expire_date": pgettext_lazy("field of a record", "ends at"),
    "facts": pgettext_lazy("field of a record", "facts"),
    "file_name": pgettext_lazy("field of a record", "file"),
    "institution": pgettext_lazy("field of a record", "institution"),
    "institution_id": pgettext_lazy("field of a record", "institution"),
    "is_active": pgettext_lazy("field of a record", "can sign in"),
    "kind": pgettext_lazy("field of a record", "kind"),
    "language": _("Language"),
    "last_login": pgettext_lazy("field of a record", "last signed in"),
    "last_used_at": pgettext_lazy("field of a record", "last used"),
    "name": _("Name"),
    "number": pgettext_lazy("field of a record", "number"),
    "params": pgettext_lazy("field of a record", "filters"),
    "password": pgettext_lazy("field of a record", "password"),
    "primary": pgettext_lazy("field of a record", "main address"),
    "read_at": pgettext_lazy("field of a record", "read at"),
    "reason": pgettext_lazy("field of a record", "reason"),
    "received_at": pgettext_lazy("field of a record", "received at"),
    "received_on": pgettext_lazy("field of a record", "received on"),
    "role": _("Role"),
    "sent_at": pgettext_lazy("field of a record", "sent at"),
    "since": pgettext_lazy("field of a record", "since"),
    "state": pgettext_lazy("field of a record", "state"),
    "subject": pgettext_lazy("field of a record", "subject"),
    "title": pgettext_lazy("field of a record", "title"),
    "to": pgettext_lazy("field of a record", "to"),
    "type": pgettext_lazy("field of a record", "kind"),
    "until": pgettext_lazy("field of a record", "until"),
    "verified": pgettext_lazy("field of a record", "confirmed"),
}

CLASS_WORDS: dict[Privacy, str | Promise] = {
    Privacy.PUBLIC: pgettext_lazy("class of data", "public"),
    Privacy.INTERNAL: pgettext_lazy("class of data", "internal"),
    Privacy.PERSONAL: pgettext_lazy("class of data", "personal"),
    Privacy.SPECIAL: pgettext_lazy("class of data", "special category"),
}


def field_words(name: str) -> str:
    return str(FIELD_WORDS.get(name, name))
