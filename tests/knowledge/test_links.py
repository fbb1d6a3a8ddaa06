"""Dead links are told from refusals, and a machine without network says so."""

import httpx

from knowledge.links import dead, links
from knowledge.repository import Repository
from tests.people import entry, registry

BASE = Repository({"aide-fictive": entry()}, registry())


async def looked(answer):
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        return await dead(links(BASE), client)


def test_each_address_is_looked_at_once_with_the_files_that_give_it():
    by_url = {each.url: each.files for each in links(BASE)}
    assert by_url["https://www.service-public.gouv.fr/fictif"] == ("aide-fictive.md",)
    assert "organisations.yml" in by_url["https://www.example.org/"]


async def test_a_page_that_is_gone_is_listed_with_its_file():
    def answer(request):
        return httpx.Response(404 if request.url.path == "/fictif" else 200)
    assert await looked(answer) == (
        "https://www.service-public.gouv.fr/fictif (aide-fictive.md) : page disparue (404)",)


async def test_a_site_that_refuses_robots_is_not_a_dead_link():
    assert await looked(lambda request: httpx.Response(403)) == ()


async def test_a_site_that_refuses_head_is_asked_again():
    def answer(request):
        return httpx.Response(405 if request.method == "HEAD" else 410)
    assert len(await looked(answer)) == len(links(BASE))


async def test_without_network_nothing_is_called_dead():
    def answer(request):
        raise httpx.ConnectError("no network", request=request)
    assert await looked(answer) is None
