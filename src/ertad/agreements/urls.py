"""Addresses of the room's screens."""

from django.urls import path

from ertad.agreements.screens.agreement import view as agreement
from ertad.agreements.screens.compare import view as compare
from ertad.agreements.screens.coverage import view as coverage
from ertad.agreements.screens.draft import view as draft
from ertad.agreements.screens.edit import view as edit
from ertad.agreements.screens.move import view as move
from ertad.agreements.screens.paper import view as paper
from ertad.agreements.screens.parties import view as parties
from ertad.agreements.screens.pathway import view as pathway
from ertad.agreements.screens.pathways import view as pathways
from ertad.agreements.screens.register import view as register
from ertad.agreements.screens.scan import view as scan
from ertad.agreements.screens.sign import view as sign

app_name = "agreements"
urlpatterns = [
    path("", register.page, name="register"),
    path("coverage/", coverage.page, name="coverage"),
    path("pathways/", pathways.page, name="pathways"),
    path("new/", draft.page, name="add"),
    path("signed/<uuid:pk>/", scan.page, name="scan"),
    path("<uuid:pk>/", agreement.page, name="agreement"),
    path("<uuid:pk>/versions/<int:number>/", agreement.page, name="version"),
    path("<uuid:pk>/versions/<int:number>/<slug:language>.docx", paper.page, name="paper"),
    path("<uuid:pk>/compare/", compare.page, name="compare"),
    path("<uuid:pk>/edit/", edit.page, name="edit"),
    path("<uuid:pk>/parties/", parties.page, name="parties"),
    path("<uuid:pk>/pathways/new/", pathway.add, name="add_pathway"),
    path("<uuid:pk>/pathways/<uuid:pathway_id>/", pathway.change, name="pathway"),
    path("<uuid:pk>/sign/<uuid:party_id>/", sign.page, name="sign"),
    path("<uuid:pk>/move/<slug:move>/", move.page, name="move"),
]
