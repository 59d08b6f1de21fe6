"""Vocabularies are data with version and status; labels say whether they were reviewed."""

from django.db import models

from ertad.kernel.languages import said
from ertad.kernel.privacy import classes
from ertad.kernel.visibility import OpenQuerySet


class LabelStatus(models.TextChoices):
    DRAFT = "draft"
    REVIEWED = "reviewed"


class Vocabulary(models.Model):
    """One list, such as `service_type`."""

    code = models.CharField(max_length=40, primary_key=True)
    version = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=LabelStatus.choices, default=LabelStatus.DRAFT)
    credit = models.CharField(max_length=500, blank=True)

    privacy = classes(public="code version status credit")
    objects = OpenQuerySet["Vocabulary"].as_manager()


class Term(models.Model):
    """An entry. `code` is unique within its vocabulary; records keep vocabulary and code only."""

    vocabulary = models.ForeignKey(Vocabulary, on_delete=models.PROTECT, related_name="terms")
    code = models.CharField(max_length=60)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    position = models.PositiveIntegerField()
    label_ka = models.CharField(max_length=300, blank=True)
    label_en = models.CharField(max_length=300, blank=True)
    label_fr = models.CharField(max_length=300, blank=True)
    label_status_ka = models.CharField(
        max_length=10, choices=LabelStatus.choices, default=LabelStatus.DRAFT
    )
    label_status_fr = models.CharField(
        max_length=10, choices=LabelStatus.choices, default=LabelStatus.DRAFT
    )
    reviewed_by = models.CharField(max_length=200, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    definition_en = models.TextField(blank=True)
    source = models.TextField(blank=True)
    core = models.BooleanField(default=True)
    reveals_special_category = models.BooleanField(default=False)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)

    privacy = classes(
        public="id vocabulary code parent position label_ka label_en label_fr label_status_ka"
        " label_status_fr definition_en source core reveals_special_category min_age max_age",
        internal="reviewed_by reviewed_on",
    )
    objects = OpenQuerySet["Term"].as_manager()

    class Meta:
        ordering = ["vocabulary", "position"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="term_code_once")
        ]

    @property
    def label(self) -> str:
        """In the reader's language, else in one that exists."""
        return said(self, "label").text

    def __str__(self) -> str:
        return self.label


class Synonym(models.Model):
    """A word people use for a term: what they type, not what forms print."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="synonyms")
    language = models.CharField(max_length=2)
    words = models.CharField(max_length=200)

    privacy = classes(public="id term language words")
    objects = OpenQuerySet["Synonym"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "language", "words"], name="synonym_once")
        ]


class Mapping(models.Model):
    """The same notion in another scheme (Open Eligibility), kept apart from our own labels."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="mappings")
    scheme = models.CharField(max_length=60)
    code = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200, blank=True)

    privacy = classes(public="id term scheme code title")
    objects = OpenQuerySet["Mapping"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "scheme"], name="mapping_once")]
