"""What this room's acts and records are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = (
    ("profile.write", _("Profile of an institution written")),
    ("profile.read", _("Persons on the profile of an institution read")),
    ("challenge.add", _("Challenge named")),
    ("challenge.edit", _("Challenge changed")),
    ("challenge.address", _("Challenge is being addressed")),
    ("challenge.solve", _("Challenge solved")),
    ("challenge.reopen", _("Challenge open again")),
    ("challenge.withdraw", _("Challenge withdrawn")),
    ("challenge.share", _("Challenge shared by another institution")),
    ("challenge.unshare", _("Shared challenge taken back")),
    ("saying.undo", _("Change of a profile or a challenge undone")),
    ("specialist.write", _("Profile of a specialist written")),
    ("specialist.withdraw", _("Profile of a specialist withdrawn")),
    ("specialist.export", _("Profile of a specialist taken as a paper")),
    ("specialists.read", _("Profiles of specialists read")),
)
RECORD_NAMES = (
    ("profiles.institutionprofile", _("Profile of the institution")),
    ("profiles.challenge", _("Challenge")),
    ("profiles.sharedby", _("Shared challenge")),
    ("profiles.specialistprofile", _("Profile of a specialist")),
)
