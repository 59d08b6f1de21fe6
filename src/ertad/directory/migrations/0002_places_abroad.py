import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="location",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="locations",
                to="places.municipality",
            ),
        ),
        migrations.AddField(
            model_name="location",
            name="country",
            field=models.CharField(default="GE", help_text="ISO 3166-1, two letters", max_length=2),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("municipality__isnull", False),
                    models.Q(("country", "GE"), _negated=True),
                    _connector="OR",
                ),
                name="location_here_has_municipality",
            ),
        ),
        migrations.CreateModel(
            name="LocationForeignId",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=120)),
                ("value", models.CharField(max_length=200)),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="foreign_ids",
                        to="directory.location",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "value"), name="location_foreign_id_once"
                    )
                ],
            },
        ),
    ]
