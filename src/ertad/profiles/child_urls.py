"""The address of the notice for a child who is sent to a service."""

from django.urls import path

from ertad.profiles.screens.notice.view import notice

app_name = "child"
urlpatterns = [path("service/<uuid:pk>/for-you/", notice, name="notice")]
