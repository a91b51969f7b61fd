"""The command quizapp, run as people run it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.samples import TEXT, TITLE

ROOT = Path(__file__).parents[3]
PASSWORD = "a short sentence\n"


@pytest.fixture
def quizapp(tmp_path):
    """Runs the command with an instance folder of its own."""

    def run(*arguments: str, status: int = 0, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "quizapp", *arguments],
            cwd=ROOT,
            env=clean() | {"QUIZAPP_INSTANCE": str(tmp_path)} | environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done

    return run


def clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("QUIZAPP_")}


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(f"{TITLE}\n\n{TEXT}\n", "utf-8")
    return path


def test_help_names_every_command(quizapp):
    words = quizapp("--help").stdout
    makers = ("create-teacher", "create-admin", "make-admin")
    for command in ("serve", "worker", "migrate", *makers, "import", "generate", "retention", "doctor"):
        assert command in words
        assert "Usage" in quizapp(command, "--help").stdout


def test_migrating_again_changes_nothing(quizapp, tmp_path):
    first = quizapp("migrate").stdout
    assert "brought to" in first
    assert "loaded" in first
    again = quizapp("migrate").stdout
    assert "up to date" in again
    assert "there already" in again
    assert "ok" in quizapp("doctor").stdout
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_retention_says_how_many_would_go_and_erases_nobody(quizapp):
    quizapp("migrate", "--no-builtin")
    assert "kept for good" in quizapp("retention").stdout
    assert "0 students" in quizapp("retention", QUIZAPP_RETENTION_DAYS="30").stdout
    assert "0 students" in quizapp("retention", "--days", "7").stdout


def test_doctor_says_what_is_not_well(quizapp):
    assert "not migrated" in quizapp("doctor", status=1).stdout


def test_a_teacher_is_made_once(quizapp):
    quizapp("migrate", "--no-builtin")
    make = ("create-teacher", "--email", "Vera@School.org", "--name", "Vera", "--password-stdin")
    assert "vera@school.org" in quizapp(*make, stdin=PASSWORD).stdout
    assert "already" in quizapp(*make, stdin=PASSWORD, status=1).stderr
    short = quizapp(
        "create-teacher", "--email", "x@school.org", "--name", "X", "--password-stdin", stdin="short\n", status=1
    )
    assert "12 characters" in short.stderr
    assert "Traceback" not in short.stderr


def test_whoever_runs_the_server_says_who_manages_people(quizapp):
    quizapp("migrate", "--no-builtin")
    make = ("create-admin", "--email", "Ada@School.org", "--name", "Ada", "--password-stdin")
    assert "ada@school.org and manages people" in quizapp(*make, stdin=PASSWORD).stdout
    assert "already" in quizapp(*make, stdin=PASSWORD, status=1).stderr
    quizapp("create-teacher", "--email", "v@school.org", "--name", "Vera", "--password-stdin", stdin=PASSWORD)
    assert "Vera manages people now" in quizapp("make-admin", "V@school.org").stdout
    assert "no account" in quizapp("make-admin", "nobody@school.org", status=1).stderr


def test_articles_are_imported_and_faults_told_by_file(quizapp, article, tmp_path):
    quizapp("migrate", "--no-builtin")
    quizapp("create-teacher", "--email", "v@school.org", "--name", "V", "--password-stdin", stdin=PASSWORD)
    short = tmp_path / "short.txt"
    short.write_text("Too short\n\nOne. Two.\n", "utf-8")
    done = quizapp("import", str(article), str(short), "--teacher", "v@school.org", status=1)
    assert "bridge.txt: added" in done.stdout
    assert "short.txt: not added" in done.stderr
    assert "no teacher" in quizapp("import", str(article), "--teacher", "nobody@school.org", status=1).stderr


def test_generate_prints_json_lines_and_touches_no_database(quizapp, article, tmp_path):
    lines = quizapp("generate", str(article), "--seed", "3", "--jsonl").stdout.splitlines()
    assert [json.loads(line)["article"] for line in lines] == ["bridge"] * len(lines)
    assert lines
    assert not (tmp_path / "quizapp.db").exists()
    assert "paragraph" in quizapp("generate", str(article)).stdout
    binary = tmp_path / "x.bin"
    binary.write_bytes(b"\x00\x01")
    assert "not plain text" in quizapp("generate", str(binary), status=1).stderr


def test_a_database_of_another_kind_is_refused_in_one_line(quizapp):
    done = quizapp("migrate", status=1, QUIZAPP_DATABASE_URL="mysql://x/y")
    assert "postgresql://" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_gets_one_line(quizapp):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = quizapp("serve", status=1, PORT=str(taken.getsockname()[1]))
    assert "is taken" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_it_serves_prints_the_one_time_link_and_ends_with_its_worker(quizapp, tmp_path):
    quizapp("migrate", "--no-builtin")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (tmp_path / "log.txt").open("w+")
    process = subprocess.Popen(
        [sys.executable, "-m", "quizapp", "serve", "--with-worker", "--workers", "1"],
        cwd=ROOT,
        env=clean() | {"QUIZAPP_INSTANCE": str(tmp_path), "PORT": str(port)},
        stdout=log,
        stderr=log,
    )
    try:
        assert wait_for(f"http://127.0.0.1:{port}/healthz") == b"ok\n"
        printed = (tmp_path / "log.txt").read_text()
        assert re.search(rf"http://127\.0\.0\.1:{port}/setup/\S{{20,}}", printed)
        children = subprocess.run(
            ["pgrep", "-P", str(process.pid), "-f", "quizapp worker"], capture_output=True, text=True, check=False
        ).stdout.split()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)
        log.close()
    assert len(children) == 1
    assert not Path(f"/proc/{children[0]}").exists()


def wait_for(url: str) -> bytes:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2) as reply:  # noqa: S310
                return reply.read()
        except OSError:
            time.sleep(0.2)
    pytest.fail("it does not answer")


def test_the_parser_is_never_loaded_in_a_web_process(tmp_path):
    program = (
        "import sys; from quizapp import create_app; "
        "app = create_app({'SECRET_KEY': 'x'}); from quizapp.web import drafts, desk; "
        "print([name for name in ('spacy', 'thinc', 'lemminflect') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=clean() | {"QUIZAPP_INSTANCE": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "[]"
