"""What PostgreSQL keeps to be the search engine itself; SQLite has no such tables.

No foreign keys: the entries that these rows belong to come and go in bulk, in the same transaction.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from ertad.kernel.privacy import classes


class SearchWords(models.Model):
    """The words of one search entry, and its codes and numbers for the facets."""

    number = models.AutoField(primary_key=True)
    service_id = models.UUIDField(unique=True)
    words = SearchVectorField(help_text="each word once, after the letter of its best field")
    facts = models.TextField(help_text="codes, ages, days and points as compact JSON")
    digest = models.CharField(max_length=64, help_text="of the entry that it was made from")
    version = models.PositiveBigIntegerField(db_index=True, help_text="directory version")

    privacy = classes(internal="number service_id words facts digest version")

    class Meta:
        required_db_vendor = "postgresql"
        indexes = [GinIndex(fields=["words"], name="search_words")]


class SearchTerm(models.Model):
    """Each word that occurs in some entry, with the forms that search compares."""

    word = models.TextField(primary_key=True, db_collation="C")
    plain = models.TextField(db_collation="C")
    fold = models.TextField(db_collation="C")
    spelt = models.TextField(db_collation="C")
    odd = models.BooleanField(help_text="has letters beyond a to z, which trigrams may not know")

    privacy = classes(internal="word plain fold spelt odd")

    class Meta:
        required_db_vendor = "postgresql"
        indexes = [
            models.Index(fields=["plain"], name="search_term_plain"),
            models.Index(fields=["fold"], name="search_term_fold"),
            models.Index(fields=["spelt"], name="search_term_spelt"),
            models.Index(fields=["odd"], condition=models.Q(odd=True), name="search_term_odd"),
        ]
