"""Every address: public and members' pages under /ka/, /en/ and /fr/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from ertad.site.health import health
from ertad.site.screens import urls as screens

urlpatterns = [
    path("health/", health, name="health"),
    *screens.unprefixed,
    *i18n_patterns(
        path("", include((screens.urlpatterns, "site"))),
        path("", include("ertad.directory.urls")),
        path("", include("ertad.profiles.child_urls")),
        path("people/", include("ertad.people.urls")),
        path("people/", include("ertad.profiles.urls")),
        path("collect/", include("ertad.collection.urls")),
        path("plan/agreements/", include("ertad.agreements.urls")),
        path("plan/", include("ertad.cooperation.urls")),
        path("answer/", include("ertad.collection.answer_urls")),
        path("notices/", include("ertad.notices.urls")),
        path("privacy/", include("ertad.privacy.urls")),
        path("audit/", include("ertad.audit.urls")),
        path("account/", include("ertad.people.account_urls")),
    ),
]
if getattr(settings, "LOOK_GALLERY", False):
    urlpatterns += i18n_patterns(path("look/", include("ertad.look.urls")))

handler400 = "ertad.site.errors.bad_request"
handler403 = "ertad.site.errors.forbidden"
handler404 = "ertad.site.errors.not_found"
handler500 = "ertad.site.errors.broken"
