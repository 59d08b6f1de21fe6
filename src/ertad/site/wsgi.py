"""For gunicorn: `gunicorn ertad.site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ertad.site.settings.production")
application = get_wsgi_application()

from ertad.people.demo_accounts import refuse_demo_accounts  # noqa: E402  # models are ready now

refuse_demo_accounts()
