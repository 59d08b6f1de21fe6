"""Addresses of the room's screens; all but the list of what one gets back are for everybody."""

from django.urls import path

from ertad.profiles.screens.council import view as council
from ertad.profiles.screens.leaflet import view as leaflet
from ertad.profiles.screens.profile import view as profile
from ertad.profiles.screens.residents.view import residents
from ertad.profiles.screens.returns.view import returns

app_name = "profiles"
urlpatterns = [
    path("institution/<uuid:pk>/profile/", profile.page, name="profile"),
    path("institution/<uuid:pk>/profile.pdf", profile.pdf, name="profile_pdf"),
    path("institution/<uuid:pk>/leaflet/", leaflet.page, name="leaflet"),
    path("institution/<uuid:pk>/leaflet.pdf", leaflet.pdf, name="leaflet_pdf"),
    path("institution/<uuid:pk>/council/", council.of_institution, name="councils"),
    path("institution/<uuid:pk>/residents/", residents, name="residents"),
    path("institution/<uuid:pk>/returns/", returns, name="returns"),
    path("municipality/<slug:code>/council/", council.page, name="council"),
    path("municipality/<slug:code>/council.docx", council.docx, name="council_docx"),
    path("municipality/<slug:code>/council.xlsx", council.xlsx, name="council_xlsx"),
]
