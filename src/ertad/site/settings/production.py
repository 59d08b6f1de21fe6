"""For real use. Refuses to start without its secrets, or with what belongs to the demo."""

from django.core.exceptions import ImproperlyConfigured

from ertad.site.settings.base import *  # noqa: F403
from ertad.site.settings.base import IDLE_SECONDS, env


def _secret(name: str) -> str:
    value: str = env.str(name, default="")
    if len(value) < 32 or "demo" in value or "test" in value:
        raise ImproperlyConfigured(
            f"{name} must be set in the environment to a random text of 32 characters or more,"
            " for example from: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return value


DEBUG = False
SECRET_KEY = _secret("SECRET_KEY")
AUDIT_KEY = _secret("AUDIT_KEY")
BACKUP_KEY = _secret("BACKUP_KEY") if env.str("BACKUP_KEY", default="") else ""
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts that this installation serves.")
ERTAD_ADDRESS = env.str("ERTAD_ADDRESS", default="")
if not ERTAD_ADDRESS.startswith(("https://", "http://")):
    raise ImproperlyConfigured(
        "ERTAD_ADDRESS must be the address of this installation, such as"
        " https://services.example.org: links in letters begin with it."
    )
if not env.str("DATABASE_URL", default=""):
    raise ImproperlyConfigured("DATABASE_URL must name the database.")

if not env.str("EMAIL_URL", default=""):
    raise ImproperlyConfigured("EMAIL_URL must name the mail server: sign-in codes go by it.")
vars().update(env.email_url("EMAIL_URL"))
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_SSL_REDIRECT = env.bool("ERTAD_HTTPS_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
if not 5 <= IDLE_SECONDS // 60 <= 240:
    raise ImproperlyConfigured("ERTAD_IDLE_MINUTES must be between 5 and 240.")
DEMO = False
REFUSE_DEMO_ACCOUNTS = True
