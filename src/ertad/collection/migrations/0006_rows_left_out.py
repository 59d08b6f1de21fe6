from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("collection", "0005_reminders_and_more_time")]

    operations = [
        migrations.AlterField(
            model_name="sourcerow",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("new", "New"),
                    ("changed", "Changed"),
                    ("same", "Same"),
                    ("ended", "Ended"),
                    ("refused", "Refused"),
                    ("conflict", "Conflict"),
                    ("suggestion", "Suggestion"),
                    ("left_out", "Left Out"),
                ],
                max_length=12,
            ),
        ),
    ]
