import re

from tests.house.sources import name, tracked

MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:work|farm|home|root|Users)/")
INDEX = re.compile(r"--(?:extra-)?index-url|--find-links|https?://[^\s]*(?:pypi|simple/)")
KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bghp_\w{36}\b")


def texts() -> dict[str, str]:
    return {
        name(p): p.read_text("utf-8", errors="ignore") for p in tracked() if name(p) != "tests/house/test_secrets.py"
    }


def test_no_file_knows_the_machine_it_was_written_on():
    assert [path for path, text in texts().items() if MACHINE_PATH.search(text)] == []


def test_no_lock_names_an_index():
    locks = {path: text for path, text in texts().items() if path.endswith(".lock")}
    assert locks
    assert [path for path, text in locks.items() if INDEX.search(text)] == []
    assert [path for path, text in locks.items() if "--hash=sha256:" not in text] == []


def test_no_file_holds_a_key():
    assert [path for path, text in texts().items() if KEY.search(text)] == []
