"""Words for the fields that a person reads of oneself; the rest keep their technical names."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ertad.kernel.privacy import Privacy

FIELD_WORDS: dict[str, str | Promise] = {
    "act": _("what was done"),
    "after": _("afterwards"),
    "answer": _("answer"),
    "answered_at": _("answered at"),
    "asked_at": _("asked at"),
    "at": _("when"),
    "before": _("before"),
    "created": _("made at"),
    "created_at": _("made at"),
    "date_joined": _("account made at"),
    "day": _("day"),
    "decided_at": _("decided at"),
    "details": _("details"),
    "email": _("E-mail"),
    "ended_on": _("last day"),
    "expire_date": _("ends at"),
    "facts": _("facts"),
    "file_name": _("file"),
    "institution": _("institution"),
    "institution_id": _("institution"),
    "is_active": _("can sign in"),
    "kind": _("kind"),
    "language": _("Language"),
    "last_login": _("last signed in"),
    "last_used_at": _("last used"),
    "name": _("Name"),
    "number": _("number"),
    "params": _("filters"),
    "password": _("password"),
    "primary": _("main address"),
    "read_at": _("read at"),
    "reason": _("reason"),
    "received_at": _("received at"),
    "received_on": _("received on"),
    "role": _("Role"),
    "sent_at": _("sent at"),
    "since": _("since"),
    "state": _("state"),
    "subject": _("subject"),
    "title": _("title"),
    "to": _("to"),
    "type": _("kind"),
    "until": _("until"),
    "verified": _("confirmed"),
}

CLASS_WORDS: dict[Privacy, str | Promise] = {
    Privacy.PUBLIC: _("public"),
    Privacy.INTERNAL: _("internal"),
    Privacy.PERSONAL: _("personal"),
    Privacy.SPECIAL: _("special category"),
}


def field_words(name: str) -> str:
    return str(FIELD_WORDS.get(name, name))
