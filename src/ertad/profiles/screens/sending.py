"""A PDF of this room on its way to a reader, or a page that says why there is none just now."""

from functools import partial

from ertad.files.papers.giving import send_paper

send_pdf = partial(send_paper, busy="profiles/screens/busy.html")
