"""`ertad add-institution` and `ertad add-coordinator`: how a new installation begins."""

import getpass

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import override

from ertad.kernel.actor import SYSTEM
from ertad.kernel.clock import now
from ertad.kernel.roles import Role
from ertad.people.acts.add_member import add_member
from ertad.people.acts.keep_institution import add_institution
from ertad.people.models import Institution, User
from ertad.places.models import Municipality
from ertad.vocabulary.models import Term


@click.command("add-institution")
@click.argument("code")
@click.option("--name-ka", default="")
@click.option("--name-en", default="")
@click.option("--name-fr", default="")
@click.option("--kind", required=True, help="A code of the vocabulary organisation_type.")
@click.option("--municipality", "municipalities", multiple=True, help="Code; may be repeated.")
def add_institution_command(
    code: str,
    name_ka: str,
    name_en: str,
    name_fr: str,
    kind: str,
    municipalities: tuple[str, ...],
) -> None:
    """Add an institution; CODE is its short name on the command line."""
    if not (name_ka or name_en or name_fr):
        raise click.ClickException("Give a name in at least one language, such as --name-ka.")
    if not Term.objects.filter(vocabulary="organisation_type", code=kind).exists():
        raise click.ClickException(f"There is no kind of institution {kind!r}.")
    if Institution.objects.filter(code=code).exists():
        raise click.ClickException(f"There is an institution {code!r} already.")
    for municipality in municipalities:
        if not Municipality.objects.filter(code=municipality).exists():
            raise click.ClickException(f"There is no municipality {municipality!r}.")
    names = {"name_ka": name_ka, "name_en": name_en, "name_fr": name_fr}
    add_institution(
        by=SYSTEM,
        at=now(),
        fields={"code": code, "kind": kind, **names},
        municipalities=municipalities,
    )
    click.echo(f"{code} is there.")


@click.command("add-coordinator")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--institution", "code", required=True, help="Code of the central institution.")
def add_coordinator_command(email: str, name: str, code: str) -> None:
    """Make the first coordinator's account; asks for a password without showing it."""
    institution = Institution.objects.filter(code=code).first()
    if institution is None:
        raise click.ClickException(f"There is no institution {code!r}; add it first.")
    password = getpass.getpass("Password (ten characters or more; empty: sign in by code only): ")
    if password:
        _demand_good(password, email, name)
    add_member(
        by=SYSTEM,
        at=now(),
        institution=institution,
        email=email,
        name=name,
        role=Role.COORDINATOR,
        password=password or None,
    )
    click.echo(f"{name} can sign in as {email}.")


def _demand_good(password: str, email: str, name: str) -> None:
    with override("en"):
        try:
            validate_password(password, User(email=email, name=name))
        except ValidationError as refused:
            raise click.ClickException(" ".join(refused.messages)) from refused


COMMANDS = (add_institution_command, add_coordinator_command)
