"""The students of the classroom, in a process of their own: reads a plan as JSON, writes what happened as JSON.

An open loop: every request has its moment, and how long it took counts from that moment, whether the
server was ready or not.
"""

import asyncio
import contextlib
import itertools
import json
import random
import sys
import time
import uuid
from typing import Any
from urllib.parse import urlencode

Answer = tuple[float, int]
"""Seconds from the planned moment, and the status; 0 where no answer came."""


class Line:
    """A keep-alive connection of one student."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, request: bytes) -> int:
        """The status of the answer; tries once more on a fresh connection, as browsers do."""
        for _ in range(2):
            try:
                return await asyncio.wait_for(self._exchange(request), 30)
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                self.close()
        return 0

    async def _exchange(self, request: bytes) -> int:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length or 0))
        return int(head[9:12])

    def close(self) -> None:
        if self._streams:
            self._streams[1].close()
            self._streams = None


def request(path: str, cookie: str, form: dict[str, str] | None = None, *, gzip: bool = True) -> bytes:
    """The bytes that a browser would send."""
    body = urlencode(form).encode() if form is not None else b""
    lines = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}"]
    if gzip:
        lines.append("Accept-Encoding: gzip")
    if form is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _at(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.monotonic()))


async def saving(plan: dict[str, Any]) -> dict[str, Any]:
    """Every student saves once in every period; each begins at a moment of its own."""
    answers: list[Answer] = []
    acknowledged: list[tuple[str, str]] = []
    numbers = itertools.count(1)
    chance, begun = random.Random(1), time.monotonic() + 0.5  # noqa: S311 - moments, no secrets

    async def one(who: dict[str, str], first: float) -> None:
        line, moment = Line(plan["port"]), begun + first
        while moment < begun + plan["seconds"]:
            await _at(moment)
            number = str(next(numbers))
            form = {"csrf_token": who["token"], "save_key": uuid.uuid4().hex, "response": number, "go": "stay"}
            status = await line.send(request(who["path"], who["cookie"], form))
            answers.append((time.monotonic() - moment, status))
            if status == 303:
                acknowledged.append((who["attempt"], number))
            moment += plan["period"]
        line.close()

    await asyncio.gather(*(one(who, chance.uniform(0, plan["period"])) for who in plan["students"]))
    return {"answers": answers, "acknowledged": acknowledged}


async def herd(plan: dict[str, Any]) -> dict[str, Any]:
    """All students at the same instant, each on a fresh connection."""
    requests = [
        request(who["path"], who["cookie"], {"csrf_token": who["token"]} if plan["posts"] else None)
        for who in plan["students"]
    ]
    moment = time.monotonic() + 0.5

    async def one(sent: bytes) -> Answer:
        line = Line(plan["port"])
        await _at(moment)
        status = await line.send(sent)
        line.close()
        return time.monotonic() - moment, status

    return {"answers": await asyncio.gather(*(one(sent) for sent in requests)), "acknowledged": []}


async def loop(plan: dict[str, Any]) -> dict[str, Any]:
    """Every student sends one request after the other, so many turns, on one connection."""

    async def one(who: dict[str, str]) -> list[Answer]:
        line, answers = Line(plan["port"]), []
        for turn in range(plan["turns"]):
            form = {"csrf_token": who["token"], "save_key": uuid.uuid4().hex, "response": str(turn), "go": "stay"}
            begun = time.monotonic()
            sent = request(who["path"], who["cookie"], form if plan["posts"] else None, gzip=plan.get("gzip", True))
            status = await line.send(sent)
            answers.append((time.monotonic() - begun, status))
        line.close()
        return answers

    told = await asyncio.gather(*(one(who) for who in plan["students"]))
    return {"answers": [answer for answers in told for answer in answers], "acknowledged": []}


KINDS = {"saving": saving, "herd": herd, "loop": loop}

if __name__ == "__main__":
    given = json.load(sys.stdin)
    with contextlib.suppress(KeyboardInterrupt):
        json.dump(asyncio.run(KINDS[given["what"]](given)), sys.stdout)
