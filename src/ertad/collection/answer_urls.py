"""Addresses under an institution's signed link; it is called `key`, so that no log keeps it."""

from django.urls import URLPattern, path

from ertad.collection.screens.answer.change import add, change
from ertad.collection.screens.answer.confirm import confirm, places, undo
from ertad.collection.screens.answer.contact import contact
from ertad.collection.screens.answer.end import end
from ertad.collection.screens.answer.grid import grid, row
from ertad.collection.screens.answer.list import answer_list
from ertad.collection.screens.answer.new_link import new_link
from ertad.collection.screens.answer.send import send, thanks
from ertad.collection.screens.answer.workbook import file, send_file, settle, take
from ertad.collection.screens.columns.view import columns_by_link
from ertad.collection.screens.more_time.view import more_time_by_link

app_name = "answer"
urlpatterns: list[URLPattern] = [
    path("<str:key>/", answer_list, name="list"),
    path("<str:key>/confirm/", confirm, name="confirm"),
    path("<str:key>/undo/", undo, name="undo"),
    path("<str:key>/add/", add, name="add"),
    path("<str:key>/contact/", contact, name="contact"),
    path("<str:key>/service/<uuid:service_id>/", change, name="change"),
    path("<str:key>/service/<uuid:service_id>/end/", end, name="end"),
    path("<str:key>/service/<uuid:service_id>/places/", places, name="places"),
    path("<str:key>/rows/", grid, name="grid"),
    path("<str:key>/rows/<uuid:service_id>/", row, name="row"),
    path("<str:key>/more-time/", more_time_by_link, name="more_time"),
    path("<str:key>/send/", send, name="send"),
    path("<str:key>/thanks/", thanks, name="thanks"),
    path("<str:key>/workbook/", file, name="file"),
    path("<str:key>/workbook/take/", take, name="take"),
    path("<str:key>/workbook/columns/", columns_by_link, name="columns"),
    path("<str:key>/workbook/settle/", settle, name="settle"),
    path("<str:key>/workbook/send/", send_file, name="send_file"),
    path("<str:key>/new-link/", new_link, name="new_link"),
]
