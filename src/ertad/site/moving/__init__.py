"""Moves a whole installation from one database to another: `ertad move-database`.

Every table of every installed app, from one snapshot of the source, in one transaction on the
target, which is compared with the source, table by table, before it is kept.
"""

from ertad.site.moving.installation import Moved, MoveRefused, move

__all__ = ["MoveRefused", "Moved", "move"]
