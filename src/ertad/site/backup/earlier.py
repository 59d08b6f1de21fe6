"""The tables as they were when a backup was made, which may be some versions ago."""

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from ertad.site.backup.contents import Header
from ertad.site.backup.refused import Refused
from ertad.site.moving.tables import tables

NAMED = 5
Key = tuple[str, str]


def check_known(header: Header) -> None:
    """Raises Refused where this version of Ertad lacks a migration of the backup's."""
    loader = MigrationLoader(None)
    if unknown := _migrations(header, loader) - set(loader.graph.nodes):
        names = [f"{app}.{name}" for app, name in sorted(unknown)]
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        raise Refused(
            f"The backup was made by another version of Ertad ({header.ertad}), with changes that"
            f" this one does not know: {', '.join(names[:NAMED])}{more}. Bring Ertad up to date."
        )


def make_tables(header: Header, connection: BaseDatabaseWrapper) -> Apps:
    """Make the backup's tables in an empty database, empty; the models of that time."""
    executor = MigrationExecutor(connection)
    wanted = _migrations(header, executor.loader)
    nodes = executor.loader.graph.node_map
    last = [
        key
        for key in sorted(wanted)
        if not any(child.key in wanted and child.key[0] == key[0] for child in nodes[key].children)
    ]
    made: Apps = executor.migrate(last).apps
    with connection.cursor() as cursor:
        for table in reversed(tables(made)):
            if table.count(connection):
                cursor.execute(f"DELETE FROM {table.named(connection)}")  # noqa: S608
    return made


def _migrations(header: Header, loader: MigrationLoader) -> set[Key]:
    """Those of the backup, by the names they have now where some were made into one."""
    found = {(app, name) for app, name in header.migrations}
    for key, one in loader.replacements.items():
        if found.issuperset(one.replaces):
            found = (found - set(one.replaces)) | {key}
    return found
