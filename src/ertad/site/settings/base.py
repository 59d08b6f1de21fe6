"""What every kind of installation shares. Values come from the environment; see docs/reference."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from ertad.site.foreign_models import FOREIGN_MODELS as FOREIGN_MODELS
from ertad.site.logs import logging_settings

env = environ.Env()

PROJECT = Path(__file__).resolve().parents[4]
VAR = Path(env.str("ERTAD_VAR", default=str(PROJECT / "var")))

INSTALLED_APPS = [
    "ertad.site",
    "ertad.demo",
    "ertad.cooperation",
    "ertad.agreements",
    "ertad.collection",
    "ertad.profiles.apps.ProfilesConfig",
    "ertad.directory",
    "ertad.privacy",
    "ertad.people",
    "ertad.notices",
    "ertad.places",
    "ertad.vocabulary",
    "ertad.files",
    "ertad.audit",
    "ertad.look",
    "ertad.kernel",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "ertad.site.requests.RequestLog",
    "ertad.site.proxies.AddressBehindProxies",
    "ertad.site.languages.RememberLanguage",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ertad.site.offline.OnlyPublicPages",
    "ertad.site.pages.AnonymousPages",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ertad.people.accounts.idle.IdleTimeOut",
    "ertad.people.accounts.second_step.SecondStep",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ertad.site.errors.Refusals",
]

PROXIES = env.int("ERTAD_PROXIES", default=0)

ROOT_URLCONF = "ertad.site.urls"
WSGI_APPLICATION = "ertad.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).resolve().parents[2]],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ertad.site.context.frame",
            ],
        },
    },
]
FORM_RENDERER = "ertad.look.rendering.ErtadRenderer"

DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{VAR / 'ertad.sqlite3'}"
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        " PRAGMA foreign_keys=ON; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8, "timeout": 5}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
     "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "ertad.people.passwords.NotOneself"},
    {"NAME": "ertad.people.passwords.NotCommonHere"},
]  # fmt: skip
LOGIN_REDIRECT_URL = "site:work"
LOGIN_URL = "account_login"

ACCOUNT_ADAPTER = "ertad.people.sign_in.ClosedSignUp"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_FORMS = {"login": "ertad.people.sign_in_form.SignInForm"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # without it, signing in asks no password
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Ertad: "
MFA_ADAPTER = "ertad.people.accounts.second_step.Factors"
MFA_FORMS = {
    "add_webauthn": "ertad.people.sign_in_form.NewPasskeyForm",
    "edit_webauthn": "ertad.people.sign_in_form.PasskeyNameForm",
    "login_webauthn": "ertad.people.sign_in_form.PasskeySignInForm",
    "authenticate_webauthn": "ertad.people.sign_in_form.SecondPasskeyForm",
    "reauthenticate_webauthn": "ertad.people.sign_in_form.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
REQUIRE_SECOND_FACTOR = True
"""Of those whose roles need it. Only the demo and tests go without; no variable switches it off."""
IDLE_SECONDS = 60 * env.int("ERTAD_IDLE_MINUTES", default=30)
"""After so long without doing anything one is signed out; 0: never."""
IDLE_WARNING_SECONDS = 120

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "ertad_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},  # counts of tries are kept, however many there are
    }
}
BACKUP_KEY = env.str("BACKUP_KEY", default="")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "ka"
LANGUAGES = [("ka", "ქართული"), ("en", "English"), ("fr", "Français")]
MORE_LANGUAGES = env.list("ERTAD_MORE_LANGUAGES", default=[])
REVIEWED_LANGUAGES = env.list("ERTAD_REVIEWED_LANGUAGES", default=[])
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tbilisi"
FORMAT_MODULE_PATH = ["ertad.kernel.formats"]
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("ERTAD_FROM_EMAIL", default="ertad@localhost")
LOGGING = logging_settings(level=env.str("ERTAD_LOG_LEVEL", default="INFO"))
LOGGING_CONFIG = "logging.config.dictConfig"

PRIVACY_ANSWER_DAYS = env.int("ERTAD_PRIVACY_ANSWER_DAYS", default=10)

INSTALLATION_NAME = _("Services for young people and probation, together")
INVENTED_DATA = False
"""True where the Example region's invented data is loaded; every page says so."""
