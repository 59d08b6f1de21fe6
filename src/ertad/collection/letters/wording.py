"""What the letters of a round say. Each is written within the language of its reader.

They name the institution and nobody else; comments of a reviewer stay behind the link.
"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ertad.collection.models import Extension, Invitation, Round
from ertad.kernel.addresses import absolute
from ertad.kernel.languages import said
from ertad.notices.writing import Link, Message, Part
from ertad.people.models import Institution
from ertad.people.recipients import signed


def asked(invitation: Invitation, link: str, services: int, sender: Institution | None) -> Message:
    """The first letter; `services`: how many of the institution's are in the directory."""
    know = ngettext(
        "The directory has %(number)s service of yours.",
        "The directory has %(number)s services of yours.",
        services,
    ) % {"number": services}
    parts: list[Part] = [
        _("Please look through what the directory says about your institution, and tell us what is"
          " still right and what has changed. Young people, families and specialists find services"
          " there."),
        know if services else _("The directory has none of your services yet; please add them."),
        _("We ask about:"),
        [
            _("your services: what they offer, for whom, and how one gets in"),
            _("the places where they are given, and their opening hours"),
            _("the telephone, e-mail and web page at which your institution is reached"),
        ],
        _due(invitation),
        Link(_("Answer here; no account is needed:"), link),
        _("What has not changed is confirmed with one click. If you prefer a spreadsheet: the same"
          " page gives you your workbook and takes it back."),
        *_more_time(invitation),
        _only_for_you(),
    ]  # fmt: skip
    subject = _("%(round)s: please look through your services") % {"round": _title(invitation)}
    return _message(subject, invitation, parts, sender)


def reminder(invitation: Invitation, link: str, today: date, sender: Institution | None) -> Message:
    late = invitation.due_day < today
    title = {"round": _title(invitation)}
    parts: list[Part] = [
        _("We have not received your answer to “%(round)s” yet.") % title,
        _("It was due on: %(day)s. It is still welcome.") % {"day": _day(invitation.due_day)}
        if late
        else _due(invitation),
        Link(_("Answer here; no account is needed:"), link),
        _("What has not changed is confirmed with one click. If you prefer a spreadsheet: the same"
          " page gives you your workbook and takes it back."),
        *_more_time(invitation),
        _only_for_you(),
        _("If you have answered in the meantime, thank you; nothing more is to be done."),
    ]  # fmt: skip
    subject = _("%(round)s: your answer is still missing") if late else _("%(round)s: a reminder")
    return _message(subject % title, invitation, parts, sender)


def returned(invitation: Invitation, link: str, sender: Institution | None) -> Message:
    parts: list[Part] = [
        _("Thank you for your answer. Some of it needs a correction; what and where is said in the"
          " comments, which stand beside your answer."),
        Link(_("Read the comments and correct the answer here:"), link),
        _due(invitation),
        _only_for_you(),
    ]  # fmt: skip
    subject = _("%(round)s: please correct your answer") % {"round": _title(invitation)}
    return _message(subject, invitation, parts, sender)


def accepted(invitation: Invitation, sender: Institution | None) -> Message:
    page = reverse("directory:institution", args=[invitation.institution_id])
    parts: list[Part] = [
        _("Thank you: your answer was accepted. It goes into the directory when the round is"
          " published; nothing more is to be done."),
        Link(_("Your institution in the directory:"), absolute(page)),
    ]  # fmt: skip
    subject = _("%(round)s: your answer was accepted") % {"round": _title(invitation)}
    return _message(subject, invitation, parts, sender)


def more_time(extension: Extension, link: str, sender: Institution | None) -> Message:
    invitation = extension.invitation
    title = {"round": _title(invitation)}
    if extension.state == Extension.State.GRANTED:
        subject, told = _("%(round)s: you have more time"), _("You have more time for your answer.")
    else:
        subject = _("%(round)s: the day stays as it is")
        told = _("Unfortunately we cannot give you more time for your answer.")
    parts: list[Part] = [
        told,
        _due(invitation),
        Link(_("Answer here; no account is needed:"), link),
    ]
    return _message(subject % title, invitation, parts, sender)


def unanswered(
    round_: Round, missing: Sequence[tuple[Invitation, bool]], sender: Institution | None
) -> Message:
    """To the coordinator. (invitation, whether there is an address) of those who did not answer."""
    title = {"round": said(round_, "title").text}
    lines = []
    for invitation, reached in missing:
        name = said(invitation.institution, "name").text
        line = _("%(institution)s (due on %(day)s)") % {
            "institution": name, "day": _day(invitation.due_day)
        }  # fmt: skip
        lines.append(line if reached else _("%(line)s: no address to write to") % {"line": line})
    parts: list[Part] = [
        _("All reminders of “%(round)s” have been sent. These institutions have not answered; no"
          " further letter goes to them by itself:") % title,
        lines,
        Link(
            _("The round, with what can be done:"),
            absolute(reverse("collection:round", args=[round_.pk])),
        ),
    ]  # fmt: skip
    subject = _("%(round)s: who has not answered") % title
    name = said(sender, "name").text if sender else ""
    return Message(subject, name, parts, sender=_("Ertad, the directory of services"))


def _message(
    subject: str, invitation: Invitation, parts: Sequence[Part], sender: Institution | None
) -> Message:
    name = said(invitation.institution, "name").text
    return Message(subject, name, parts, sender=signed(sender))


def _due(invitation: Invitation) -> str:
    return _("Please answer by: %(day)s.") % {"day": _day(invitation.due_day)}


def _more_time(invitation: Invitation) -> list[str]:
    if not invitation.round.extension_days:
        return []
    return [_("If you need more time, ask for it on that page.")]


def _only_for_you() -> str:
    return _("The link is for your institution alone; pass it on only to those who answer for it.")


def _title(invitation: Invitation) -> str:
    return said(invitation.round, "title").text


def _day(day: date) -> str:
    return str(date_format(day, "DATE_FORMAT"))
