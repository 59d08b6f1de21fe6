"""What this room's acts and records are called in the audit trail."""

from django.utils.translation import gettext_lazy as _

ACT_NAMES = (
    ("agreement.draft", _("Agreement drafted")),
    ("agreement.change", _("Draft of an agreement changed")),
    ("agreement.parties", _("Parties of an agreement changed")),
    ("agreement.pathway", _("Pathway written into an agreement")),
    ("agreement.no_pathway", _("Pathway taken out of an agreement")),
    ("agreement.send", _("Agreement sent for review")),
    ("agreement.comment", _("Agreement commented on")),
    ("agreement.revise", _("New version of an agreement begun in review")),
    ("agreement.sign", _("Signature under an agreement recorded")),
    ("agreement.start", _("Agreement entered into force")),
    ("agreement.fall_due", _("Agreement fell due for review")),
    ("agreement.review", _("Agreement goes on after its review")),
    ("agreement.renew", _("Next version of an agreement begun")),
    ("agreement.end", _("Agreement ended")),
    ("agreement.run_out", _("Agreement ran out")),
    ("agreement.withdraw", _("Agreement withdrawn")),
    ("agreement.signatures.read", _("Names under an agreement read")),
    ("agreement.scan.read", _("Signed paper of an agreement read")),
    ("agreement.paper.read", _("Agreement taken as a document with names")),
)
RECORD_NAMES = (
    ("agreements.agreement", _("Agreement")),
    ("agreements.agreementversion", _("Version of an agreement")),
    ("agreements.party", _("Party of an agreement")),
    ("agreements.signature", _("Signature under an agreement")),
    ("agreements.comment", _("Comment on an agreement")),
    ("agreements.pathway", _("Pathway")),
    ("agreements.pathway.groups", _("Groups of a pathway")),
)
