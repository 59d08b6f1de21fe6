"""`ertad group`: mixed groups from a table, before anyone has an account."""

from ertad.cooperation.grouping.command import group_command

COMMANDS = (group_command,)
