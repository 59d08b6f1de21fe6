from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_search_on_postgresql"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="report",
            field=models.JSONField(
                default=dict, help_text="what became of the rows: see collection.publishing.report"
            ),
        ),
    ]
