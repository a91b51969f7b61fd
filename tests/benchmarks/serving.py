"""The real server of benchmarks: started as ``quizapp serve`` starts it, on a free loopback port, and killed."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
START = 120
"""Seconds it may take to come up."""
TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass
class Server:
    """A server with its folder and database; ``module`` is what Python runs."""

    folder: Path
    settings: dict[str, Any]
    module: str = "quizapp"

    def __post_init__(self) -> None:
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.folder / "printed.txt"

    def start(self) -> None:
        """Start it and wait until it answers."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZAPP_")}
        own = {f"QUIZAPP_{name}": str(value) for name, value in self.settings.items()}
        own |= {"QUIZAPP_INSTANCE": str(self.folder), "PORT": str(self.port)}
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self.module, "serve"],
                cwd=ROOT,
                env=kept | own,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        deadline = time.monotonic() + START
        while time.monotonic() < deadline and self._process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as reply:
                if reply.status == 200:
                    return
            time.sleep(0.02)
        raise RuntimeError(f"the server did not start: {self.log.read_text('utf-8', errors='replace')[-3000:]}")

    def kill(self) -> None:
        """End the whole process group at once, as a power cut would."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """End it in order."""
        if self._process:
            self._process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=20)
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process = None

    def cpu(self) -> float:
        """Processor seconds of its processes so far."""
        assert self._process
        spent = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = stat.read_text().rpartition(") ")[2].split()
                if int(fields[2]) == self._process.pid:
                    spent += int(fields[11]) + int(fields[12])
        return spent / TICKS
