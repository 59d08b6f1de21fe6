"""Addresses of the room's screens: papers and pages for everybody, the rest for members."""

from django.urls import path

from ertad.profiles.screens.challenge import view as challenge
from ertad.profiles.screens.challenges import view as challenges
from ertad.profiles.screens.council import view as council
from ertad.profiles.screens.history import view as history
from ertad.profiles.screens.leaflet import view as leaflet
from ertad.profiles.screens.move_challenge.view import move
from ertad.profiles.screens.present.view import present, present_specialist
from ertad.profiles.screens.profile import view as profile
from ertad.profiles.screens.residents.view import residents
from ertad.profiles.screens.returns.view import returns
from ertad.profiles.screens.specialists import view as specialists
from ertad.profiles.screens.write_challenge import view as write_challenge
from ertad.profiles.screens.write_profile.view import write
from ertad.profiles.screens.write_specialist import view as write_specialist

app_name = "profiles"
urlpatterns = [
    path("institution/<uuid:pk>/profile/", profile.page, name="profile"),
    path("institution/<uuid:pk>/profile.pdf", profile.pdf, name="profile_pdf"),
    path("institution/<uuid:pk>/profile/write/", write, name="write"),
    path("institution/<uuid:pk>/profile/history/", history.of_profile, name="history"),
    path("institution/<uuid:pk>/present/", present, name="present"),
    path("institution/<uuid:pk>/challenge/", write_challenge.add, name="add_challenge"),
    path("institution/<uuid:pk>/leaflet/", leaflet.page, name="leaflet"),
    path("institution/<uuid:pk>/leaflet.pdf", leaflet.pdf, name="leaflet_pdf"),
    path("institution/<uuid:pk>/council/", council.of_institution, name="councils"),
    path("institution/<uuid:pk>/residents/", residents, name="residents"),
    path("institution/<uuid:pk>/returns/", returns, name="returns"),
    path("municipality/<slug:code>/council/", council.page, name="council"),
    path("municipality/<slug:code>/council.docx", council.docx, name="council_docx"),
    path("municipality/<slug:code>/council.xlsx", council.xlsx, name="council_xlsx"),
    path("challenges/", challenges.page, name="challenges"),
    path("challenges.xlsx", challenges.xlsx, name="challenges_xlsx"),
    path("challenge/<uuid:pk>/", challenge.page, name="challenge"),
    path("challenge/<uuid:pk>/change/", write_challenge.edit, name="edit_challenge"),
    path("challenge/<uuid:pk>/move/<slug:word>/", move, name="move"),
    path("challenge/<uuid:pk>/share/", challenge.share, name="share"),
    path("challenge/<uuid:pk>/unshare/", challenge.unshare, name="unshare"),
    path("challenge/<uuid:pk>/history/", history.of_challenge, name="challenge_history"),
    path("said/<int:revision_id>/undo/", history.undo, name="undo"),
    path("specialists/", specialists.specialists, name="specialists"),
    path("specialists/me/", write_specialist.write, name="write_specialist"),
    path("specialists/me/withdraw/", write_specialist.withdraw, name="withdraw_specialist"),
    path("specialists/<uuid:pk>/", specialists.specialist, name="specialist"),
    path("specialists/<uuid:pk>.pdf", specialists.pdf, name="specialist_pdf"),
    path("specialists/<uuid:pk>/present/", present_specialist, name="present_specialist"),
]
