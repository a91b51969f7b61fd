"""What a page weighs on its way: for phones on poor networks."""

import re

import pytest
from playwright.sync_api import Page

from tests.e2e import people
from tests.e2e.conftest import Visitors

pytestmark = pytest.mark.xdist_group("browser")


class Scale:
    """Counts what a page asks for: each request's kind and its bytes on the wire, head and body."""

    def __init__(self, page: Page) -> None:
        self.kinds: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        tools = page.context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.on("Network.requestWillBeSent", lambda e: self.kinds.update({e["requestId"]: e.get("type", "")}))
        tools.on("Network.loadingFinished", lambda e: self.sizes.update({e["requestId"]: int(e["encodedDataLength"])}))

    def total(self) -> int:
        return sum(self.sizes.values())

    def document(self) -> int:
        return next(size for request, size in self.sizes.items() if self.kinds[request] == "Document")


@pytest.mark.parametrize("way", ["/", "quiz"])
def test_a_first_visit_takes_four_requests_and_fifty_kilobytes(visitor: Visitors, way: str) -> None:
    finder, page = visitor(), visitor()
    finder.goto("/")
    link = finder.get_by_role("link", name=re.compile("^Start ")).first.get_attribute("href") if way == "quiz" else way
    scale = Scale(page)
    page.goto(link or "", wait_until="networkidle")
    assert 1 < len(scale.sizes) <= 4, scale.kinds
    assert scale.total() <= 50_000


def test_a_question_page_with_its_article_weighs_less_than_fourteen_kilobytes(visitor: Visitors) -> None:
    page = visitor(service_workers="block")
    people.start_builtin(page, "Mia")
    scale = Scale(page)
    page.reload(wait_until="networkidle")
    assert 1000 < scale.document() <= 14_000
