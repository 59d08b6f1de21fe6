"""For tests: in-memory database unless DATABASE_URL says otherwise, tasks run at once."""

from ertad.site.settings.base import *  # noqa: F403
from ertad.site.settings.base import MIDDLEWARE

DEBUG = False
SECRET_KEY = "test-secret-key-for-tests-only"  # noqa: S105
AUDIT_KEY = "test-audit-key-for-tests-only"
BACKUP_KEY = "test-backup-key-for-tests-only"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ERTAD_ADDRESS = "http://testserver"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in MIDDLEWARE if name != "ertad.site.pages.AnonymousPages"]
WHITENOISE_AUTOREFRESH = True
MORE_LANGUAGES = []
REVIEWED_LANGUAGES = []
DEMO = False
REQUIRE_SECOND_FACTOR = False
IDLE_SECONDS = 0
LOOK_GALLERY = True
