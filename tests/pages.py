"""A browser for tests that checks every page it is given: one h1, a title, valid HTML, nothing inline."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import lxml.html
from flask import Flask, has_app_context

from quizapp.extensions import db

Fields = Mapping[str, str | Sequence[str] | None]


@dataclass
class Page:
    """What the server answered."""

    url: str
    status: int
    headers: Mapping[str, str]
    html: str = field(repr=False)

    @property
    def is_page(self) -> bool:
        """Whether there is HTML to look at."""
        is_html = self.headers.get("Content-Type", "").startswith("text/html")
        return is_html and not 300 <= self.status < 400 and bool(self.html)

    @cached_property
    def root(self) -> Element:
        """The page, parsed by what takes a tenth of the time of the strict parser of ``check``."""
        assert self.is_page, f"{self.url}: not an HTML page"
        return lxml.html.document_fromstring(self.html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    @property
    def title(self) -> str:
        return words(self.one("title"))

    @property
    def h1(self) -> str:
        return words(self.one("h1"))

    @property
    def text(self) -> str:
        """The words of the page, spaces normalized."""
        return words(self.root.find("body"))

    def all(self, tag: str, **attributes: str | bool) -> list[Element]:
        """Elements by tag and attributes; ``class_`` is one of the classes, ``_`` in names is ``-``, ``True`` any value."""
        return [element for element in self.root.iter(tag) if _has(element, attributes)]

    def one(self, tag: str, **attributes: str | bool) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} <{tag}> {attributes} on {self.url}"
        return found[0]

    def links(self) -> list[str]:
        return [link.get("href", "") for link in self.all("a")]

    def link(self, label: str) -> str:
        """The address of the link whose words contain ``label``."""
        found = [link.get("href", "") for link in self.all("a") if label in words(link)]
        assert found, f"no link {label!r} on {self.url}: {self.text[:400]}"
        return found[0]

    def form(self, action: str) -> Element:
        """The form that posts to ``action``."""
        wanted = urlsplit(action).path
        forms = [form for form in self.all("form", method="post") if wanted in _targets(self.url, form)]
        assert forms, f"no form on {self.url} posts to {action}"
        return forms[0]


def _has(element: Element, attributes: Mapping[str, str | bool]) -> bool:
    for name, value in attributes.items():
        found = element.get("class" if name == "class_" else name.replace("_", "-"))
        wanted = found is not None if value is True else value == found
        if not (value in (found or "").split() if name == "class_" else wanted):
            return False
    return True


def _target(url: str, form: Element) -> str:
    return urlsplit(urljoin(url, form.get("action") or url)).path


def _targets(url: str, form: Element) -> set[str]:
    """Where a form can be sent: its own address, and those of its buttons."""
    buttons = [button.get("formaction") or "" for button in form.iter("button")]
    return {_target(url, form)} | {urlsplit(urljoin(url, action)).path for action in buttons if action}


def words(element: Element | None) -> str:
    """The text in an element, spaces normalized."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _values(control: Element) -> list[str]:
    """What a browser would send for this control if nobody touched it."""
    if control.tag == "textarea":
        return ["".join(control.itertext())]
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return [option.get("value", words(option)) for option in chosen]
    kind = control.get("type", "text")
    if kind in ("submit", "button", "image", "reset", "file"):
        return []
    if kind in ("radio", "checkbox"):
        return [control.get("value", "on")] if control.get("checked") is not None else []
    return [control.get("value", "")]


def untouched(form: Element) -> dict[str, list[str]]:
    """What a form sends as it stands."""
    sent: dict[str, list[str]] = {}
    for control in form.iter():
        name = control.get("name")
        if control.tag in ("input", "textarea", "select") and name and control.get("disabled") is None:
            values = _values(control)
            if values:
                sent.setdefault(name, []).extend(values)
    return sent


OF_THE_MOMENT = re.compile(r'(?<=value=")[\w.-]{60,}(?=")|(?<=number: )\S+')
"""What differs between two answers that are the same page: the token, and the number of an error."""
sound: set[int] = set()
"""Hashes of the pages that were found sound: many tests meet the same one again, and parsing costs more than sending."""


def check(page: Page) -> None:
    """Hold a page to the rules of all our pages."""
    known = hash((OF_THE_MOMENT.sub("", page.html), page.headers.get("Content-Security-Policy")))
    if known not in sound:
        strict = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        _check(page.url, strict.parse(page.html), page.headers)
        sound.add(known)


def _check(url: str, root: Element, headers: Mapping[str, str]) -> None:
    head, title = [words(h1) for h1 in root.iter("h1")], words(root.find("head/title"))
    assert len(head) == 1, f"{url} has {len(head)} h1"
    assert head[0], f"{url} has an empty h1"
    assert title.endswith(" - quizapp"), f"{url} is titled {title!r}"
    assert len(title) > len(" - quizapp") + 1, f"{url} is titled {title!r}"
    assert root.get("lang"), f"{url} names no language"
    assert "default-src 'none'" in headers.get("Content-Security-Policy", ""), f"{url} has no policy"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), f"{url} uses an id twice: {sorted(i for i in ids if ids.count(i) > 1)}"
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue  # a comment
        inline = [name for name in element.attrib if name == "style" or name.startswith("on")]
        assert not inline, f"{url}: inline {inline} on <{element.tag}>"
        assert element.tag != "style", f"{url}: an inline style sheet"
        assert element.tag != "script" or element.get("src"), f"{url}: an inline script"
        assert element.tag != "a" or element.get("href") or element.get("id"), f"{url}: a link to nowhere"
        assert not (element.get("href") or "").startswith("javascript:"), f"{url}: a script in a link"


def received(url: str, status: int, headers: Mapping[str, str], html: str, expected: int | None) -> Page:
    """The page an answer holds, found sound. ``expected`` is the status it must have, ``None`` any."""
    page = Page(url, status, headers, html)
    if expected is not None:
        assert status == expected, f"{url}: {status} instead of {expected}: {html[:1500]}"
    if page.is_page:
        check(page)
    return page


class Browser:
    """One person's browser: keeps cookies, sends forms whole, checks what it gets."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def _send(self, url: str, status: int | None, **options: Any) -> Page:
        """A request in a context of its own: not in the test's, which would remember who had signed in."""
        if has_app_context():
            db.session.rollback()  # a test that has only read must not keep others from writing
        with self.app.app_context():
            response = self.client.open(url, **options)
            html = response.get_data(as_text=True) if response.mimetype.startswith("text/") else ""
            response.close()
        return received(url, response.status_code, response.headers, html, status)

    def get(self, url: str, status: int | None = 200) -> Page:
        return self._send(url, status)

    def token(self) -> str:
        """The CSRF token of this browser's session."""
        return self.get("/settings").one("input", name="csrf_token").get("value", "")

    def post(self, url: str, fields: Fields | None = None, status: int | None = None, **options: Any) -> Page:
        """Post just these fields: no token unless given, as a forger would."""
        return self._send(url, status, method="POST", data=dict(fields or {}), **options)

    def post_form(self, url: str, fields: Fields | None = None, *, at: str = "", status: int | None = 303) -> Page:
        """Open the page ``at`` (by default ``url``), fill in its form that posts to ``url``, and send it.

        What is not in ``fields`` is sent as the page has it; ``None`` leaves a field out.
        """
        form = self.get(at or url).form(url)
        return self.send(url, form, fields, status=status)

    def send(self, url: str, form: Element, fields: Fields | None = None, *, status: int | None = 303) -> Page:
        """Send a form that is open already."""
        filled: dict[str, Any] = {**untouched(form), **(fields or {})}
        return self.post(url, {name: value for name, value in filled.items() if value is not None}, status)

    def follow(self, page: Page, status: int | None = 200) -> Page:
        """Go where a redirect leads."""
        assert page.location, f"{page.url} leads nowhere: {page.status}"
        return self.get(urljoin(page.url, page.location), status)
