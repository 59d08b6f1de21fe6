"""Registers what is checked before the server or a command starts, and what allauth tells."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class PeopleConfig(AppConfig):
    name = "ertad.people"

    def ready(self) -> None:
        from ertad.people.accounts.listening import listen
        from ertad.people.accounts.second_step import check_second_step
        from ertad.people.demo_accounts import check_demo_accounts

        register(check_demo_accounts, Tags.security)
        register(check_second_step, Tags.security)
        listen()
