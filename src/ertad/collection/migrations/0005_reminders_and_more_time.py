import uuid

import django.db.models.deletion
from django.db import migrations, models

import ertad.collection.models.rounds


class Migration(migrations.Migration):
    dependencies = [("collection", "0004_answer_by_link")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="due_on",
            field=models.DateField(
                blank=True, help_text="the later day that was granted; else the round's", null=True
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="extension_days",
            field=models.PositiveSmallIntegerField(
                default=14,
                help_text="an institution may ask for up to so many days more; 0: for none",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="reminders",
            field=models.JSONField(
                default=ertad.collection.models.rounds.first_reminders,
                help_text="days before (below zero) and after the due day",
            ),
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("until", models.DateField(help_text="the day that is asked for")),
                ("reason", models.CharField(max_length=300)),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.UUIDField(blank=True, help_text="user id; none by link", null=True),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.UUIDField(blank=True, help_text="user id", null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extensions",
                        to="collection.invitation",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("invitation",),
                        name="one_extension_asked",
                    )
                ],
            },
        ),
    ]
