import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0003_lists_of_ones_own"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="link_number",
            field=models.PositiveIntegerField(
                default=1,
                help_text="of the signed link that opens; raised, earlier links are withdrawn",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="link_until",
            field=models.DateField(
                blank=True,
                help_text="a link that was asked for anew opens until this day",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="source",
            field=models.CharField(
                choices=[("file", "File"), ("link", "Link")], default="file", max_length=10
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="contact",
            field=models.JSONField(
                default=dict, help_text="phone, email and url of the institution, when it was asked"
            ),
        ),
        migrations.CreateModel(
            name="AnswerDraft",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("service_id", models.UUIDField(null=True)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("same", "Same"),
                            ("changed", "Changed"),
                            ("ended", "Ended"),
                            ("new", "New"),
                        ],
                        max_length=10,
                    ),
                ),
                ("record", models.JSONField()),
                ("typed", models.JSONField(default=dict)),
                ("base", models.JSONField(null=True)),
                ("base_version", models.PositiveIntegerField(null=True)),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="why it ended, in their words", max_length=300
                    ),
                ),
                ("past", models.JSONField(default=list)),
                ("changed_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="collection.invitation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("invitation", "service_id"), name="draft_once")
                ],
            },
        ),
    ]
