"""Word files (.docx)."""

import io
from typing import Any

import mammoth

from quizapp.core.importing.archive import member, open_archive, said, xml
from quizapp.core.importing.found import Found, Unreadable, iso_date, language_tag, line, tidied
from quizapp.core.importing.markup import html_blocks

_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh\nr[style-name='Strong'] => b"


def _no_picture(_image: Any) -> dict[str, str]:
    return {}


def read_word(data: bytes) -> Found:
    """A Word file; title, author, language and date of its properties. Raises ``Unreadable``."""
    with open_archive(data) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in member(archive, name):
                raise Unreadable("This file is damaged. Save it once more in Word, then upload it again.")
        said_of_itself = xml(member(archive, "docProps/core.xml"))
        firm = xml(member(archive, "docProps/app.xml"))
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(_no_picture)
        ).value
    except Exception as error:  # mammoth says no more of a broken file than some KeyError
        raise Unreadable("This Word file is damaged. Save it once more in Word, then upload it again.") from error
    return Found(
        tidied(html_blocks(html)),
        title=line(said(said_of_itself, "title")),
        author=line(said(said_of_itself, "creator")),
        publisher=line(said(firm, "Company")),
        published_on=iso_date(said(said_of_itself, "modified") or said(said_of_itself, "created")),
        language=language_tag(said(said_of_itself, "language")),
    )
