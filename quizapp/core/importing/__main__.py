"""``python -m quizapp.core.importing WHAT NAME SECONDS MEGABYTES``: a file on standard input, JSON on standard output.

WHAT is ``article`` or ``questions``.

``{"found": …}`` or ``{"unreadable": reason}``. It limits its own memory and processor time before it looks at a byte.
"""

import json
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any


def _limit(kind: int, amount: int) -> None:
    with suppress(ValueError, OSError):  # what the system does not limit is left to the clock of whoever asks
        resource.setrlimit(kind, (amount, amount))


def _reader(what: str) -> Callable[[bytes, str], Any]:
    """Only what is asked for is loaded."""
    if what == "questions":
        from quizapp.core.importing.questions.reading import read_questions

        return read_questions
    from quizapp.core.importing.reading import read

    return read


def main() -> None:
    """Read one file."""
    what, name, seconds, megabytes = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    _limit(resource.RLIMIT_AS, megabytes * 1024 * 1024)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    from quizapp.core.importing.found import Unreadable

    try:
        said: dict[str, Any] = {"found": _reader(what)(sys.stdin.buffer.read(), name).as_json()}
    except Unreadable as error:
        said = {"unreadable": str(error)}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
