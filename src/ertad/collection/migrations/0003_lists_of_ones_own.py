import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0002_settled_suggestions"),
        ("people", "0002_institution_foreign_ids"),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="places",
            field=models.JSONField(
                default=list,
                help_text="new and changed places that no row refers to, from other lists",
            ),
        ),
        migrations.AddField(
            model_name="sourcerow",
            name="foreign",
            field=models.JSONField(default=list, help_text="[source, id] in the list, or nothing"),
        ),
        migrations.AddField(
            model_name="sourcerow",
            name="part",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="which of several services that stand in one row"
            ),
        ),
        migrations.AlterModelOptions(
            name="sourcerow",
            options={"ordering": ["submission", "sheet", "row", "part"]},
        ),
        migrations.RemoveConstraint(model_name="sourcerow", name="row_once"),
        migrations.AddConstraint(
            model_name="sourcerow",
            constraint=models.UniqueConstraint(
                fields=("submission", "sheet", "row", "part"), name="row_once"
            ),
        ),
        migrations.CreateModel(
            name="ColumnMemory",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "digest",
                    models.CharField(help_text="SHA-256 of the column titles", max_length=64),
                ),
                (
                    "mapping",
                    models.JSONField(help_text="what each column means, as in a mapping file"),
                ),
                ("said_at", models.DateTimeField(help_text="when it was said last")),
                ("said_by", models.UUIDField(blank=True, help_text="user id", null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="column_memories",
                        to="people.institution",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institution", "digest"), name="columns_said_once"
                    )
                ],
            },
        ),
    ]
