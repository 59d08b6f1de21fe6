"""One encrypted file of the whole installation, and back: `ertad backup`, `ertad restore`.

The same file for either kind of database. It holds every table, with the files that were sent up
(they are in the database), and leaves out who is signed in, what is only kept for speed, and what
is made from the rest.
"""

from ertad.site.backup.current import Current
from ertad.site.backup.keeping import keep_newest, name_in
from ertad.site.backup.refused import Refused
from ertad.site.backup.restoring import Restored, look, restore
from ertad.site.backup.saving import Saved, save

__all__ = [
    "Current", "Refused", "Restored", "Saved", "keep_newest", "look", "name_in", "restore", "save",
]  # fmt: skip
