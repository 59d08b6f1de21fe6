import pytest
from django.urls import reverse
from django.utils.translation import override
from tests.access_objects import make_objects
from tests.browser.conftest import DESKTOP, PHONE, faults_of, PICTURES
from tests.browser.test_every_page import _insider
from tests.doors import DOORS
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["ka", "en", "fr"])
def test_mine(open_page, request, language, size):
    objects = make_objects(request)
    faults = {}
    windows={}
    for name, door in DOORS.items():
        if (name.startswith("profiles:") or name in ("collection:dashboard","directory:institution","collection:round")) and not door.file and not door.post:
            with override(language):
                address = reverse(name, kwargs=door.kwargs(objects))
            user=_insider(door, objects.own_institution)
            key=user.email if user else ""
            if key not in windows: windows[key]=open_page(as_user=user,size=size)
            w=windows[key]
            answer = w.goto(address)
            found = faults_of(w)
            if answer.status>=400: found.append(str(answer.status))
            if language in ("ka","en"):
                w.screenshot(path=f"/tmp/out/scr-{name.split(':')[1]}-{language}-{size['width']}.png", full_page=True)
            if found: faults[name]=found
    assert faults == {}
