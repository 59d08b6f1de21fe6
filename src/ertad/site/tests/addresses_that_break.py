"""The site's addresses, and one whose page breaks, for the tests of error pages."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path

from ertad.site import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the page broke")


urlpatterns = [*i18n_patterns(path("breaks/", breaks, name="breaks")), *urls.urlpatterns]
