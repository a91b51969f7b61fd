"""Electronic books (.epub): a zip of XHTML pages with a list of them."""

import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote

from quizapp.core.importing.archive import member, open_archive, said, xml
from quizapp.core.importing.found import Block, Found, Unreadable, iso_date, language_tag, line, tidied
from quizapp.core.importing.markup import html_blocks

_FONT_LOCKS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_NO_BOOK = "This e-book is damaged: its list of pages is missing."


def read_book(data: bytes) -> Found:
    """A book, all its pages in their order. Raises ``Unreadable``, also for one that is copy-protected."""
    with open_archive(data) as archive:
        _refuse_locked(archive)
        container = xml(member(archive, "META-INF/container.xml"))
        paths = container.xpath("//*[local-name()='rootfile']/@full-path") if container is not None else []
        package = xml(member(archive, str(paths[0]))) if paths else None
        if package is None:
            raise Unreadable(_NO_BOOK)
        blocks: list[Block] = []
        for name in _pages(package, posixpath.dirname(str(paths[0]))):
            page = member(archive, name).decode("utf-8", "replace")
            blocks.extend(html_blocks(page))
    return Found(
        tidied(blocks),
        title=line(said(package, "title")),
        author=line(said(package, "creator")),
        publisher=line(said(package, "publisher")),
        published_on=iso_date(said(package, "date")),
        language=language_tag(said(package, "language")),
    )


def _refuse_locked(archive: zipfile.ZipFile) -> None:
    """Raises ``Unreadable`` where more than its fonts is locked."""
    locks = xml(member(archive, "META-INF/encryption.xml"))
    if locks is None:
        return
    algorithms = locks.xpath("//*[local-name()='EncryptionMethod']/@Algorithm")
    if any(str(algorithm) not in _FONT_LOCKS for algorithm in algorithms):
        raise Unreadable("This e-book is copy-protected, so quizapp cannot read it. Paste the part you need.")


def _pages(package: Any, folder: str) -> list[str]:
    """The names of the book's pages in reading order; its table of contents and notes aside are left out."""
    items = {
        item.get("id"): item
        for item in package.xpath("//*[local-name()='manifest']/*[local-name()='item']")
        if "html" in (item.get("media-type") or "") and "nav" not in (item.get("properties") or "").split()
    }
    order = package.xpath("//*[local-name()='spine']/*[local-name()='itemref']")
    read = [items.get(ref.get("idref")) for ref in order if ref.get("linear") != "no"]
    return [posixpath.normpath(posixpath.join(folder, unquote(i.get("href") or ""))) for i in read if i is not None]
