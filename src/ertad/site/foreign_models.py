"""Privacy classes of the models that come with packages (ours say it themselves)."""

from ertad.kernel.privacy import Privacy

FOREIGN_MODELS: dict[str, Privacy] = {
    "auth": Privacy.INTERNAL,
    "contenttypes": Privacy.INTERNAL,
    "sessions": Privacy.PERSONAL,
    "account": Privacy.PERSONAL,
    "mfa": Privacy.PERSONAL,
    "usersessions": Privacy.PERSONAL,
    "django_tasks_database": Privacy.INTERNAL,
}
"""App label -> class of all its fields."""
