"""The demonstration: invented data, known passwords, this machine only."""

from ertad.site.settings.base import *  # noqa: F403
from ertad.site.settings.base import VAR, env

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="demo-only-secret-key-never-used-in-production")
AUDIT_KEY = env.str("AUDIT_KEY", default="demo-only-audit-key-never-used-in-production")
BACKUP_KEY = env.str("BACKUP_KEY", default="demo-only-backup-key-never-used-in-production")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ERTAD_ADDRESS = env.str("ERTAD_ADDRESS", default="http://localhost:8000")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "letters"
MORE_LANGUAGES = env.list("ERTAD_MORE_LANGUAGES", default=["az", "hy", "ru"])
DEMO = True
REQUIRE_SECOND_FACTOR = False
INVENTED_DATA = True
