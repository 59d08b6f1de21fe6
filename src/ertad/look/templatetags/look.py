"""Everything that `{% load look %}` gives; each tag is shown in docs/contributing/look.md."""

from django.template import Library

from ertad.look.components import boxes, forms, frame, lists, pieces, records

register = Library()
for part in (pieces, boxes, forms, lists, records, frame):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
