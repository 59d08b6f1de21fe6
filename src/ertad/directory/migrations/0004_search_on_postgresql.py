"""On PostgreSQL the words of search entries as text vectors, and the table of terms; nothing on
SQLite. The trigram indexes are made where this account may: see `search/engine.py`."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import DatabaseError, migrations, models, transaction

STORAGE = """
    ALTER TABLE directory_searchwords
        ALTER COLUMN words SET STORAGE EXTERNAL,
        ALTER COLUMN facts SET STORAGE MAIN,
        SET (toast_tuple_target = 256)
"""
TRIGRAMS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX search_term_spelt_trigrams ON directory_searchterm USING gin (spelt gin_trgm_ops)",
    "CREATE INDEX search_term_fold_trigrams ON directory_searchterm USING gin (fold gin_trgm_ops)",
)


def tune(apps, schema_editor):
    """Text vectors apart from their rows, so that finding touches few pages; trigrams if allowed."""
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(STORAGE)
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            for statement in TRIGRAMS:
                schema_editor.execute(statement)
    except DatabaseError:
        """The search stays in the processes; `/health/` says so, `ertad reindex` tries again."""


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchTerm",
            fields=[
                ("word", models.TextField(db_collation="C", primary_key=True, serialize=False)),
                ("plain", models.TextField(db_collation="C")),
                ("fold", models.TextField(db_collation="C")),
                ("spelt", models.TextField(db_collation="C")),
                (
                    "odd",
                    models.BooleanField(
                        help_text="has letters beyond a to z, which trigrams may not know"
                    ),
                ),
            ],
            options={
                "required_db_vendor": "postgresql",
                "indexes": [
                    models.Index(fields=["plain"], name="search_term_plain"),
                    models.Index(fields=["fold"], name="search_term_fold"),
                    models.Index(fields=["spelt"], name="search_term_spelt"),
                    models.Index(
                        condition=models.Q(("odd", True)), fields=["odd"], name="search_term_odd"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWords",
            fields=[
                ("number", models.AutoField(primary_key=True, serialize=False)),
                ("service_id", models.UUIDField(unique=True)),
                (
                    "words",
                    django.contrib.postgres.search.SearchVectorField(
                        help_text="each word once, after the letter of its best field"
                    ),
                ),
                (
                    "facts",
                    models.TextField(help_text="codes, ages, days and points as compact JSON"),
                ),
                (
                    "digest",
                    models.CharField(help_text="of the entry that it was made from", max_length=64),
                ),
                (
                    "version",
                    models.PositiveBigIntegerField(db_index=True, help_text="directory version"),
                ),
            ],
            options={
                "required_db_vendor": "postgresql",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="search_words")
                ],
            },
        ),
        migrations.RunPython(tune, migrations.RunPython.noop),
    ]
