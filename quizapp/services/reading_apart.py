"""Reading a file in a process of its own, under limits: what strangers wrote is never parsed in ours."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import structlog

from quizapp.core.importing.found import Found, Unreadable
from quizapp.core.importing.questions.rows import Sheet

log = structlog.get_logger("quizapp")
_ROOT = Path(__file__).parent.parent.parent
_LOOK = 0.25
"""Seconds between two looks whether the teacher stopped it."""
BROKEN = "This file could not be read: it is damaged, or far larger inside. Save it once more, or paste its text."
SLOW = "Reading this file took too long. Give a smaller part of it, or paste its text."
_BROKEN_TABLE = "This file could not be read: it is damaged, or far larger inside. Save it once more, or as CSV."
_SLOW_TABLE = "Reading this file took too long. Divide it, or save it as CSV."
_OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGKILL)
"""How a child ends whose processor seconds are used up."""


class ReadingStopped(Exception):
    """The teacher asked the reading to stop."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: wall-clock and processor seconds, and megabytes of address space."""

    seconds: int = 30
    megabytes: int = 512


def read_apart(data: bytes, name: str, *, is_stopped: Callable[[], bool], limits: Limits | None = None) -> Found:
    """What a file says. Raises ``Unreadable`` with a reason for its teacher, ``ReadingStopped`` where it was stopped."""
    return Found.from_json(_apart("article", data, name, is_stopped, limits or Limits()))


def read_questions_apart(data: bytes, name: str, *, is_stopped: Callable[[], bool]) -> Sheet:
    """The questions in a file. Raises as ``read_apart`` does."""
    try:
        return Sheet.from_json(_apart("questions", data, name, is_stopped, Limits()))
    except Unreadable as error:
        raise Unreadable({BROKEN: _BROKEN_TABLE, SLOW: _SLOW_TABLE}.get(str(error), str(error))) from error


def _apart(what: str, data: bytes, name: str, is_stopped: Callable[[], bool], limits: Limits) -> dict[str, Any]:
    """The process is given the bytes and the ending of the name, none of our settings, and is ended with its limits."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix[:20]
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        with subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "quizapp.core.importing", what, f"file{ending}", *map(str, astuple(limits))],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(_ROOT), "PATH": os.defpath, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        ) as child:
            try:
                said = _said(child, time.monotonic() + limits.seconds, is_stopped)
            finally:
                child.kill()
    return _found(said, child.returncode)


def _said(child: "subprocess.Popen[bytes]", deadline: float, is_stopped: Callable[[], bool]) -> bytes:
    while True:
        with suppress(subprocess.TimeoutExpired):
            return child.communicate(timeout=_LOOK)[0]
        if is_stopped():
            raise ReadingStopped
        if time.monotonic() > deadline:
            raise Unreadable(SLOW)


def _found(said: bytes, code: int) -> dict[str, Any]:
    try:
        reply = json.loads(said) if code == 0 else {}
    except ValueError:
        reply = {}
    if "unreadable" in reply:
        raise Unreadable(reply["unreadable"])
    if code in _OUT_OF_TIME:
        raise Unreadable(SLOW)
    if "found" not in reply:
        log.info("file not read", code=code)
        raise Unreadable(BROKEN)
    return dict(reply["found"])
