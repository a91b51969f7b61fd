"""What kind of file it is: its content and the ending of its name decide together."""

import io
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

from quizapp.core.importing.found import Unreadable

ENDINGS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".epub": "epub",
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TEXT = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}
_PDF_WITHIN = 1024
"""A PDF's mark may stand behind other bytes, within so many (ISO 32000-1, annex H)."""


def kind_of(data: bytes, name: str) -> str:
    """The kind of a file, one of the values of ``ENDINGS``.

    Raises ``Unreadable`` for an ending we do not read, and where the content is not what the ending says.
    """
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if not data.strip():
        raise Unreadable("This file is empty.")
    if data.startswith(_OLD_OFFICE):
        raise Unreadable("This is an old Word file, or one with a password. Save it as .docx without a password.")
    if ending not in ENDINGS:
        raise Unreadable("quizapp reads .txt, .md, .html, .pdf, .docx and .epub. Save it as one of these.")
    kind = ENDINGS[ending]
    if not _IS[kind](data):
        raise Unreadable(f"This file is called {ending} but is something else inside. Save it again as {ending}.")
    return kind


def _zip_holds(data: bytes, member: str) -> bool:
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return member in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise Unreadable("This file is damaged. Save it once more, then upload it again.") from error


def _is_docx(data: bytes) -> bool:
    return _zip_holds(data, "word/document.xml")


def _is_epub(data: bytes) -> bool:
    return _zip_holds(data, "META-INF/container.xml")


def is_pdf(data: bytes) -> bool:
    """Whether the bytes say that they are a PDF."""
    return b"%PDF-" in data[:_PDF_WITHIN]


def _is_text(data: bytes) -> bool:
    return not is_pdf(data) and not data.startswith(b"PK\x03\x04") and text_of(data) is not None


def text_of(data: bytes) -> str | None:
    """The bytes as text: UTF-8, UTF-16 with its mark, or Windows-1252; ``None`` where they are none of these."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if _NOT_TEXT & set(data):
        return None
    found = _decoded(data, "utf-8-sig")
    return _decoded(data, "cp1252") if found is None else found


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


_IS: dict[str, Callable[[bytes], bool]] = {
    "text": _is_text,
    "markdown": _is_text,
    "html": _is_text,
    "pdf": is_pdf,
    "docx": _is_docx,
    "epub": _is_epub,
}
