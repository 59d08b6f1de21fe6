"""The component gallery, mounted for tests and while working on the look."""

from django.urls import path

from ertad.look.gallery import gallery

urlpatterns = [path("", gallery, name="look_gallery")]
