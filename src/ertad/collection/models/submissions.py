"""What an institution sent: the file, and each of its rows with what became of it."""

import uuid
from typing import Self

from django.db import models

from ertad.collection.models.rounds import Invitation
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet


class SubmissionQuerySet(VisibleQuerySet["Submission"]):
    def visible_to(self, user: object) -> Self:
        """The coordinator, and those who answer for the institution."""
        return self.by_right(user, "answer.see", "invitation__institution")


class Submission(models.Model):
    """A file that was sent up, or an answer by link. `findings` belong to no single row."""

    class Source(models.TextChoices):
        FILE = "file"
        LINK = "link"
        """Answered in the browser; `content` is the answer as JSON."""

    class State(models.TextChoices):
        WAITING = "waiting"
        """Received; the worker has not checked it yet."""
        COLUMNS = "columns"
        """A list of another shape: whoever sent it says first which column is what."""
        REFUSED = "refused"
        """The file itself cannot be read; nothing of it was taken."""
        CHECKED = "checked"
        """Dry run done: errors, warnings and what would change are shown; not yet sent."""
        SENT = "sent"
        RETURNED = "returned"
        ACCEPTED = "accepted"
        PUBLISHED = "published"
        REPLACED = "replaced"
        """A later file of the same institution took its place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="submissions")
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.FILE)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file")
    content = models.BinaryField()
    language = models.CharField(max_length=2, default="ka")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    sent_by = models.UUIDField(null=True, blank=True, help_text="user id")
    received_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    findings = models.JSONField(default=list)
    counts = models.JSONField(default=dict, help_text="the receipt: rows by outcome")
    places = models.JSONField(
        default=list, help_text="new and changed places that no row refers to, from other lists"
    )
    contact = models.JSONField(
        default=dict, help_text="phone, email and url of the institution, when it was asked"
    )
    ask_columns = models.BooleanField(
        default=True, help_text="whether somebody can be asked what the columns mean"
    )
    columns = models.JSONField(
        default=dict,
        help_text="of a list of another shape: its columns with examples, and how they were read",
    )
    comment = models.TextField(blank=True, help_text="of the reviewer who returned it")
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id invitation source file_name digest content language state received_at"
        " checked_at findings counts places contact ask_columns columns comment version",
        personal="sent_by",
    )
    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]


class SourceRowQuerySet(VisibleQuerySet["SourceRow"]):
    def visible_to(self, user: object) -> Self:
        """Whoever sees the file."""
        return self.by_right(user, "answer.see", "submission__invitation__institution")


class SourceRow(models.Model):
    """One row of the Services sheet as received, what it means, and what becomes of it.

    `raw` is {column header: value as received}; `record` is the record it would write (after the
    three-way merge, conflicts answered), null when it has errors; `findings` is a list of
    {code, severity, sheet, row, column, field, params}; `conflicts` is
    {field key: {base, current, sent, choice}} with choice "", "current" or "sent".
    """

    class Outcome(models.TextChoices):
        NEW = "new"
        CHANGED = "changed"
        SAME = "same"
        ENDED = "ended"
        REFUSED = "refused"
        CONFLICT = "conflict"
        SUGGESTION = "suggestion"
        """Run by someone else: becomes a suggestion to the owner."""
        LEFT_OUT = "left_out"
        """Has errors, in a list of which the rows with errors are left out and listed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=60)
    row = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField(
        default=0, help_text="which of several services that stand in one row"
    )
    raw = models.JSONField()
    service_id = models.UUIDField(help_text="existing, or the id it will get")
    known = models.BooleanField(help_text="the service is in the directory already")
    record = models.JSONField(null=True)
    base_version = models.PositiveIntegerField(null=True)
    locations = models.JSONField(default=list, help_text="new or changed places this row refers to")
    run_by = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    findings = models.JSONField(default=list)
    conflicts = models.JSONField(default=dict)
    foreign = models.JSONField(default=list, help_text="[source, id] in the list, or nothing")
    comment = models.TextField(blank=True, help_text="of the reviewer, at this row")
    settled_at = models.DateTimeField(
        null=True, blank=True, help_text="of a suggestion: when its owner has looked at it"
    )
    version = models.PositiveIntegerField(default=1)

    privacy = classes(
        internal="id submission sheet row part raw service_id known record base_version locations"
        " run_by outcome findings conflicts foreign comment settled_at version"
    )
    objects = SourceRowQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "sheet", "row", "part"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "sheet", "row", "part"], name="row_once")
        ]
        indexes = [models.Index(fields=["service_id"], name="rows_of_service")]
