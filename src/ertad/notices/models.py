"""Letters: what is to be sent, and what became of it. See docs/decisions/letters.md."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models

from ertad.kernel.privacy import classes
from ertad.kernel.visibility import VisibleQuerySet
from ertad.notices.ways import How

WAYS = [(how.value, how.value) for how in How]


class LetterQuerySet(VisibleQuerySet["Letter"]):
    def visible_to(self, user: object) -> Self:
        """The coordinator's: the addresses may be those of persons."""
        return self.by_right(user, "letter.see")


class Letter(models.Model):
    """One letter to one address. Rooms above are named by plain ids.

    `key` is unique: the same letter, put twice, is one. The two bodies are emptied as soon as the
    letter waits no longer, since they may hold a link that is a key.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        """The address was refused, or seven days of trying were in vain."""
        DROPPED = "dropped"
        """Not needed any more before it was sent, or set aside by a coordinator."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    key = models.CharField(max_length=200, unique=True, help_text="nothing is put twice under it")
    kind = models.CharField(max_length=40, help_text="one of the kinds that rooms tell")
    about = models.CharField(max_length=36, help_text="id of the record that it is about")
    institution_id = models.CharField(max_length=36, blank=True, help_text="whom it addresses")
    to = models.EmailField(help_text="address")
    reply_to = models.EmailField(blank=True, help_text="whom an answer reaches")
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True, help_text="plain body; emptied when it waits no longer")
    html = models.TextField(blank=True, help_text="the same as HTML")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0, help_text="how often sending was begun")
    next_attempt_at = models.DateTimeField(help_text="not to be sent before")
    leased_until = models.DateTimeField(
        null=True, blank=True, help_text="one process is sending it until then"
    )
    last_error = models.CharField(max_length=80, blank=True, help_text="kind of the last failure")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    privacy = classes(
        internal="id key kind about institution_id reply_to language subject text html state"
        " attempts next_attempt_at leased_until last_error created_at sent_at",
        personal="to",
    )
    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], name="letters_waiting",
                condition=models.Q(state="waiting"),
            ),
            models.Index(fields=["about", "kind"], name="letters_about"),
        ]  # fmt: skip


class NoticeQuerySet(VisibleQuerySet["Notice"]):
    def visible_to(self, user: object) -> Self:
        """Everybody's own."""
        return self.filter(user=getattr(user, "pk", None))


class Notice(models.Model):
    """Something that one person is told. Its words are made when it is read, in the language then.

    `key` names the event: the same person is told of it once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200, help_text="nobody is told twice under it")
    kind = models.CharField(max_length=40, help_text="one of the kinds that rooms tell")
    facts = models.JSONField(default=dict, help_text="ids, codes and days; no personal data")
    how = models.CharField(max_length=10, default=How.PAGE.value, choices=WAYS)
    at = models.DateTimeField()
    letter_at = models.DateTimeField(
        null=True, blank=True, help_text="when it was put into a letter, or was not worth one"
    )
    read_at = models.DateTimeField(null=True, blank=True)

    privacy = classes(internal="id key kind facts how at letter_at read_at", personal="user")
    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_once")]
        indexes = [
            models.Index(
                fields=["user"], name="notices_unread", condition=models.Q(read_at=None)
            ),
            models.Index(
                fields=["at"], name="notices_for_letters",
                condition=models.Q(letter_at=None, read_at=None) & ~models.Q(how="page"),
            ),
        ]  # fmt: skip


class NoticeChoiceQuerySet(VisibleQuerySet["NoticeChoice"]):
    def visible_to(self, user: object) -> Self:
        """Everybody's own."""
        return self.filter(user=getattr(user, "pk", None))


class NoticeChoice(models.Model):
    """How one person wants to be told of one kind of thing; without one, the kind's own way."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40, help_text="one of the kinds that rooms tell")
    how = models.CharField(max_length=10, choices=WAYS)

    privacy = classes(internal="id kind how", personal="user")
    objects = NoticeChoiceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notice_choice_once")]
