"""Registers what is checked before the server or a command starts."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class PeopleConfig(AppConfig):
    name = "ertad.people"

    def ready(self) -> None:
        from ertad.people.demo_accounts import check_demo_accounts

        register(check_demo_accounts, Tags.security)
