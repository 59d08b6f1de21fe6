"""What each variable of the environment means; docs/reference/settings.md is made from this.

A test fails when the settings read a variable that is not described here.
"""

ENVIRONMENT: dict[str, str] = {
    "SECRET_KEY": "Signs sessions, forms and links. Random, 32 characters or more.",
    "AUDIT_KEY": "Key of the audit chain and of digests that stand for personal data. Random, 32"
    " characters or more; keep it as long as the audit trail, which cannot be verified without it.",
    "BACKUP_KEY": "Key with which `ertad backup` encrypts and `ertad restore` reads. Random, 32"
    " characters or more; without it there is no backup. Keep it where the backups are not.",
    "ALLOWED_HOSTS": "Host names that this installation serves, with commas between them.",
    "DATABASE_URL": "The database, such as `postgres://user:password@host/ertad` or"
    " `sqlite:////srv/ertad/ertad.sqlite3`.",
    "EMAIL_URL": "The mail server, such as `smtp+tls://user:password@host:587`; letters to"
    " institutions and codes for signing in go by it.",
    "ERTAD_ADDRESS": "The address at which people reach this installation, such as"
    " `https://services.example.org`; links in letters and on paper begin with it.",
    "ERTAD_FROM_EMAIL": "Sender of all letters.",
    "ERTAD_HTTPS_REDIRECT": "Whether a request by plain HTTP is sent on to HTTPS.",
    "ERTAD_IDLE_MINUTES": "Minutes without doing anything after which one is signed out, 5 to 240;"
    " two minutes before, the page warns and offers to go on.",
    "ERTAD_PROXIES": "How many web servers of yours a request passes before Ertad; each adds to"
    " `X-Forwarded-For`. Limits are counted by the address that the outermost one saw.",
    "ERTAD_MORE_LANGUAGES": "Languages beside Georgian, English and French in which leaflets,"
    " notices for children and ways to enter can be had: any of `az,hy,ru`. Pages stay in three.",
    "ERTAD_REVIEWED_LANGUAGES": "Those of them whose fixed words somebody who speaks the language"
    " has read, such as `ru`; the others are shown as a draft.",
    "ERTAD_PRIVACY_ANSWER_DAYS": "Calendar days in which a person who asks about his or her data is"
    " answered; the same again where the term is prolonged. The term of the law is for your counsel"
    " to confirm: [what it rests on](../decisions/privacy.md).",
    "ERTAD_LOG_LEVEL": "Least grave kind of log line that is written: DEBUG, INFO, WARNING, ERROR."
    " The demo's server says WARNING unless told otherwise.",
    "ERTAD_VAR": "Folder for what Ertad writes: the SQLite database, collected static files, the"
    " demo's letters.",
    "DJANGO_SETTINGS_MODULE": "Which settings: `ertad.site.settings.production` for real use,"
    " `ertad.site.settings.demo` for the demo, `ertad.site.settings.local` for work on Ertad.",
}
