"""The component gallery, mounted for tests and while working on the look."""

from django.urls import path
from django.views.generic import TemplateView

urlpatterns = [
    path("", TemplateView.as_view(template_name="look/gallery.html"), name="look_gallery"),
]
