def test_home(open_page, a_service, nino):
    a_service()
    for n, path in enumerate(["/en/", "/ka/", "/en/who-does-what/", "/en/people/", "/fr/account/sign-in/"]):
        page = open_page(path)
        page.screenshot(path=f"/tmp/shots/{n}.png")
    page = open_page("/en/people/institutions/new/", as_user=nino)
    page.screenshot(path="/tmp/shots/form.png", full_page=True)
    from ertad.directory.models import Service
    page = open_page(f"/en/service/{Service.objects.first().pk}/", size={"width": 360, "height": 740})
    page.screenshot(path="/tmp/shots/service.png", full_page=True)
