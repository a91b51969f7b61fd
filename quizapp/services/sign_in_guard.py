"""Slows down guessing: every way to sign in counts its failures here, in one place.

Known and unknown accounts are counted alike, so a wait tells nobody which emails exist.
"""

import datetime as dt
import hashlib

from sqlalchemy import ColumnElement, delete, func, select

from quizapp.extensions import db
from quizapp.models.users import SignInFailure
from quizapp.services.clock import utc_now
from quizapp.services.errors import TooManyTries

WINDOW = dt.timedelta(minutes=15)
FREE_TRIES = 5
"""Failures per account before the first wait."""
FIRST_WAIT = 30
"""Seconds; each further failure doubles it, up to the window."""
TRIES_PER_ORIGIN = 100
"""Failures per network address within the window: a whole class may share one."""
ORIGIN_WAIT = 60


def _sha256(text: str) -> str:
    return hashlib.sha256(text.strip().casefold().encode()).hexdigest()


def _failures(*conditions: ColumnElement[bool]) -> tuple[int, dt.datetime | None]:
    since = SignInFailure.at > utc_now() - WINDOW
    row = db.session.execute(select(func.count(), func.max(SignInFailure.at)).where(since, *conditions)).one()
    return int(row[0]), row[1]


def _remaining(last: dt.datetime | None, wait: int) -> int:
    return max(0, wait - int((utc_now() - last).total_seconds())) if last else 0


def check(account: str, origin: str) -> None:
    """Raise ``TooManyTries`` where ``account`` or ``origin`` has to wait before its next try."""
    failed, last = _failures(SignInFailure.account_sha256 == _sha256(account))
    wait = 0
    if failed >= FREE_TRIES:
        doubled = FIRST_WAIT << min(failed - FREE_TRIES, 10)
        wait = _remaining(last, min(doubled, int(WINDOW.total_seconds())))
    failed, last = _failures(SignInFailure.origin_sha256 == _sha256(origin))
    if failed >= TRIES_PER_ORIGIN:
        wait = max(wait, _remaining(last, ORIGIN_WAIT))
    if wait:
        raise TooManyTries(wait)


def count_failure(account: str, origin: str) -> None:
    """Remember one failure, and forget those that no longer matter."""
    now = utc_now()
    db.session.execute(delete(SignInFailure).where(SignInFailure.at <= now - WINDOW))
    db.session.add(SignInFailure(account_sha256=_sha256(account), origin_sha256=_sha256(origin), at=now))
    db.session.commit()


def forget(account: str) -> None:
    """Start over after a success."""
    db.session.execute(delete(SignInFailure).where(SignInFailure.account_sha256 == _sha256(account)))
    db.session.commit()
