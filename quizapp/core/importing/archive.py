"""Zip archives that others made, opened with care."""

import io
import zipfile
from typing import Any

from lxml import etree

from quizapp.core.importing.found import Unreadable

MOST_MEMBERS = 5_000
MOST_BYTES = 80 * 1024 * 1024
"""Of all members together, unpacked."""
_DAMAGED = "This file is damaged. Save it once more, then upload it again."


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive. Raises ``Unreadable`` where it is damaged, locked, or unpacks to more than 80 MB."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise Unreadable(_DAMAGED) from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
        raise Unreadable("This file unpacks to far more than an article. Give a smaller part of it.")
    if any(member.flag_bits & 0x1 for member in members):
        raise Unreadable("This file is locked with a password. Save it without one.")
    return archive


def member(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a member, blank where there is none. Raises ``Unreadable`` where it is damaged."""
    try:
        return archive.read(name)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, zipfile.zlib.error, ValueError, NotImplementedError, EOFError, OSError) as error:  # type: ignore[attr-defined]
        raise Unreadable(_DAMAGED) from error


def xml(data: bytes) -> Any:
    """The root of an XML document that declares no entities, ``None`` for no bytes. Raises ``Unreadable``."""
    if not data:
        return None
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable(_DAMAGED)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_DAMAGED) from error


def said(root: Any, name: str) -> str:
    """The text of the first element with this local name, blank where there is none."""
    if root is None:
        return ""
    found = root.xpath("(//*[local-name()=$name])[1]", name=name)
    return "".join(found[0].itertext()).strip() if found else ""
