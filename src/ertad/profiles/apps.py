"""Tells the pages of answers what an institution gets back."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "ertad.profiles"

    def ready(self) -> None:
        from ertad.kernel.returns import register
        from ertad.profiles.given_back import GIVEN_BACK

        for each in GIVEN_BACK:
            register(each.label, each.address)
