"""What this room's acts and records are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = (
    ("institution.add", _("Institution added")),
    ("institution.change", _("Institution changed")),
    ("member.invite", _("Invited to an account")),
    ("member.invite_again", _("Invitation sent again")),
    ("member.uninvite", _("Invitation withdrawn")),
    ("member.accept", _("Invitation accepted")),
    ("member.add", _("Role given")),
    ("member.end", _("Role ended")),
    ("members.read", _("Members of an institution read")),
    ("account.change", _("Name or language of an account changed")),
    ("account.ask_for_address", _("Another address for signing in asked for")),
    ("account.confirm_address", _("Another address for signing in confirmed")),
    ("account.end_session", _("A device signed out")),
    ("account.end_sessions", _("All other devices signed out")),
    ("account.close", _("Account closed")),
    ("contact.add", _("Contact point named")),
    ("contact.change", _("Contact point changed")),
    ("contact.ask", _("Contact point asked whether all is right")),
    ("contact.confirm", _("Contact point confirmed")),
    ("contact.leave", _("Contact point says that it leaves")),
    ("contact.hand_over", _("Contact point handed over")),
    ("contact.end", _("Contact point ended")),
    ("contact.tell_institution", _("Institution told that a contact point does not answer")),
    ("contact.tell_coordinator", _("Coordinator told that a contact point does not answer")),
    ("contact.read", _("Contact point read")),
    ("contact.export", _("Contact point taken as a card")),
    ("contacts.read", _("Directory of contacts read")),
    ("contacts.export", _("Directory of contacts taken as a file")),
    ("contacts.asked.read", _("Looked up whom to call")),
)
RECORD_NAMES = (
    ("people.institution", _("Institution")),
    ("people.institution.sets", _("Names and municipalities of an institution")),
    ("people.membership", _("Role of a person")),
    ("people.user", _("Account")),
    ("people.memberinvitation", _("Invitation to an account")),
    ("people.contactpoint", _("Contact point")),
)
