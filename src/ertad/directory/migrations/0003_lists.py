import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_places_abroad"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedList",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "title",
                    models.CharField(
                        choices=[
                            ("family", "For a family"),
                            ("young_person", "For a young person"),
                            ("waiting_room", "For the waiting room"),
                            ("school", "For a school"),
                            ("meeting", "For a meeting"),
                            ("area", "Services nearby"),
                            ("own", "To remember"),
                        ],
                        max_length=20,
                    ),
                ),
                ("day", models.DateField(blank=True, help_text="part of the title", null=True)),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="part of the title, 1 to 99: too short for a case number",
                        null=True,
                    ),
                ),
                (
                    "language",
                    models.CharField(default="ka", help_text="in which it is shared", max_length=2),
                ),
                (
                    "shared_key",
                    models.CharField(
                        blank=True,
                        help_text="the secret part of its link; empty when it is not shared",
                        max_length=32,
                        null=True,
                        unique=True,
                    ),
                ),
                ("at", models.DateTimeField(help_text="when it was first kept")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="service_lists",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ListedService",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(help_text="from 0, without gaps")),
                (
                    "saved_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="directory.savedlist",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.service",
                    ),
                ),
            ],
            options={"ordering": ["position"]},
        ),
        migrations.CreateModel(
            name="SearchSubscription",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "params",
                    models.JSONField(
                        help_text="[parameter, code] pairs of the search; never words"
                    ),
                ),
                (
                    "known",
                    models.JSONField(
                        default=list, help_text="ids of services that its owner knows of"
                    ),
                ),
                (
                    "looked_at",
                    models.DateTimeField(help_text="when it was last looked for new services"),
                ),
                ("at", models.DateTimeField(help_text="when the owner asked for it")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_subscriptions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="savedlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", None), ("number__range", (1, 99)), _connector="OR"),
                name="list_number_is_short",
            ),
        ),
        migrations.AddConstraint(
            model_name="listedservice",
            constraint=models.UniqueConstraint(
                fields=("saved_list", "service"), name="on_a_list_once"
            ),
        ),
    ]
