"""What belongs to one service: terms, areas, languages, cost, places, documents, phones."""

from django.db import models

from ertad.directory.models.services import Service
from ertad.kernel.privacy import classes
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term


class Attribute(models.Model):
    """A vocabulary term of a service (HSDS attribute): type, need, target group, pathway, level."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="attributes")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")

    privacy = classes(public="id service term")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "term"], name="attribute_once")]


class ServiceArea(models.Model):
    """A municipality whose people the service takes (HSDS service_area)."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="areas")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")

    privacy = classes(public="id service municipality")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "municipality"], name="area_once")
        ]


class ServiceLanguage(models.Model):
    """A language spoken there, ISO 639 code (HSDS language)."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=8)

    privacy = classes(public="id service code")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "code"], name="language_once")]


class CostOption(models.Model):
    """What it costs who comes (HSDS cost_option)."""

    class Kind(models.TextChoices):
        FREE = "free"
        PARTLY = "partly"
        PAID = "paid"

    service = models.OneToOneField(Service, on_delete=models.CASCADE, related_name="cost")
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    note_ka = models.CharField(max_length=500, blank=True)
    note_en = models.CharField(max_length=500, blank=True)
    note_fr = models.CharField(max_length=500, blank=True)

    privacy = classes(public="id service kind note_ka note_en note_fr")


class Places(models.Model):
    """Whether somebody can be taken now (HSDS service_capacity); unknown again after 30 days."""

    class State(models.TextChoices):
        OPEN = "open"
        WAITING = "waiting"
        FULL = "full"
        UNKNOWN = "unknown"

    service = models.OneToOneField(Service, on_delete=models.CASCADE, related_name="places")
    state = models.CharField(max_length=10, choices=State.choices)
    as_of = models.DateField(null=True, blank=True)

    privacy = classes(public="id service state as_of")


class RequiredDocument(models.Model):
    """A paper to bring (HSDS required_document)."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField()
    document_ka = models.CharField(max_length=500, blank=True)
    document_en = models.CharField(max_length=500, blank=True)
    document_fr = models.CharField(max_length=500, blank=True)

    privacy = classes(public="id service position document_ka document_en document_fr")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "position"], name="document_once")
        ]


class Phone(models.Model):
    """A number in E.164, of a desk or function, never a person's own."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="phones")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20)
    extension = models.CharField(max_length=10, blank=True)

    privacy = classes(public="id service position number extension")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "position"], name="phone_once")]


class Contact(models.Model):
    """Whom to ask for: a function, never a named person."""

    service = models.OneToOneField(Service, on_delete=models.CASCADE, related_name="contact")
    function_ka = models.CharField(max_length=200, blank=True)
    function_en = models.CharField(max_length=200, blank=True)
    function_fr = models.CharField(max_length=200, blank=True)

    privacy = classes(public="id service function_ka function_en function_fr")


class ServiceForeignId(models.Model):
    """The service's id in another list, kept as (source, id)."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="foreign_ids")
    source = models.CharField(max_length=120)
    value = models.CharField(max_length=200)

    privacy = classes(internal="id service source value")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "value"], name="service_foreign_id_once")
        ]
