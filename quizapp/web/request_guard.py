"""What no request may hold: NUL characters, numbers larger than any id, and JSON where forms are taken."""

from typing import Any

from flask import Flask, abort, current_app, request, session
from werkzeug.routing import IntegerConverter

from quizapp.core.text.counting import size_words

LARGEST_ID = 2**31 - 1
"""The greatest integer that both databases take as an id."""


class Id(IntegerConverter):
    """An integer in an address, up to the greatest id; a larger one is no address of ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": LARGEST_ID, **kwargs})


MOST_IDS = 10_000
"""Ids in one form: more than any page holds, and less than a statement can name on either database."""


def ids(values: list[str]) -> list[int]:
    """The values that can be ids, in their order; anything else is left out. More than any page holds are refused."""
    if len(values) > MOST_IDS:
        abort(413)
    digits = [value for value in values if value.isascii() and value.isdigit() and len(value) <= 10]
    return [int(value) for value in digits if int(value) <= LARGEST_ID]


def id_of(value: str | None) -> int | None:
    """The id that a value is; ``None`` for anything else."""
    return next(iter(ids([value or ""])), None)


def refuse_nul() -> None:
    """Refuse a request with a NUL character in its address or form: no text of a person holds one."""
    given = [request.path, *request.args.values(), *(v for _, v in request.form.items(multi=True))]
    if any("\x00" in value for value in given):
        abort(400)


TAKES_JSON = frozenset({"marks.change"})
"""Endpoints whose body is JSON; everywhere else our pages send forms, and the libraries that read them trust it."""


def refuse_json() -> None:
    """Refuse a body in JSON where none is taken, and one that is nested beyond all reading."""
    if not request.is_json or request.endpoint is None:
        return
    if request.endpoint not in TAKES_JSON:
        abort(400)
    try:
        request.get_json(silent=True)
    except RecursionError:
        abort(400)


_UPLOADS = {"desk.read": 8}
"""Pages that take more than one file, with how many of the largest they take together."""


def upload_limits() -> dict[str, Any]:
    """What may be uploaded, in words: most ``files`` at once, the size of ``one``, of all ``together``."""
    largest = int(current_app.config["UPLOAD_LIMIT"])
    together = size_words(largest * _UPLOADS["desk.read"])
    return {"files": int(current_app.config["UPLOAD_FILES"]), "one": size_words(largest), "together": together}


def allow_uploads(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let somebody signed in send several files at once; before anything looks at the form."""
    if endpoint in _UPLOADS and "_user_id" in session:
        request.max_content_length = _UPLOADS[endpoint] * int(current_app.config["UPLOAD_LIMIT"]) + 1024 * 1024


def register(app: Flask) -> None:
    """Hold every request to it."""
    app.url_map.converters["int"] = Id
    app.url_value_preprocessor(allow_uploads)
    app.jinja_env.globals["upload_limits"] = upload_limits
    app.before_request(refuse_nul)
    app.before_request(refuse_json)
