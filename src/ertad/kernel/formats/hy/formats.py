"""Armenian formats: Django has none, and its fallback has the month first."""

from ertad.kernel.formats.ka.formats import *  # noqa: F403
