"""Guests: people who take a quiz under a name only. No password; a code of their own leads back to their work."""

import uuid
from dataclasses import dataclass, field

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError

from quizapp.extensions import db
from quizapp.models.users import Guest, User
from quizapp.services import sign_in_guard
from quizapp.services.clock import utc_now
from quizapp.services.codes import new_code, plain
from quizapp.services.direct import look
from quizapp.services.errors import Conflict, Invalid

NAME_LIMIT = 80
CODE_LENGTH = 8
_TRIES = 5
_UNKNOWN = "This code leads nowhere. Compare it sign by sign with the one you kept."
_GUEST = select(Guest.id, Guest.name, Guest.resume_code).where(Guest.public_id == bindparam("public_id"))
_USER = select(User.id, User.name, User.email).where(User.fs_uniquifier == bindparam("uniquifier"), User.active)


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who takes quizzes: a user or a guest, exactly one of the two."""

    user_id: int | None
    guest_id: int | None
    name: str
    resume_code: str | None = field(default=None, repr=False)
    """A guest's own, as ``spaced`` writes it; shown to nobody else and never logged."""


def spaced(code: str) -> str:
    """A resume code as it is read out and copied: ``ABCD-EFGH``."""
    return f"{code[:4]}-{code[4:]}"


def tidy_name(name: str, if_blank: str = "Write your name, so that your teacher knows whose answers these are.") -> str:
    """A person's name with its spaces in order. Raises ``Invalid`` (field ``name``) for one that is none."""
    name = " ".join(name.split())
    if not name:
        raise Invalid({"name": [if_blank]})
    if len(name) > NAME_LIMIT or not name.isprintable():
        raise Invalid({"name": [f"Write a name of up to {NAME_LIMIT} characters."]})
    return name


def guest_row(name: str) -> Guest:
    """A new guest with a code, for the transaction of another use case; of a code that somebody has it fails."""
    return Guest(public_id=str(uuid.uuid4()), name=name, resume_code=new_code(CODE_LENGTH), created_at=utc_now())


def add_guest(name: str) -> str:
    """Take in a guest; the public id for the signed cookie. Raises ``Invalid`` for a name that is none."""
    name = tidy_name(name)
    for _ in range(_TRIES):
        guest = guest_row(name)
        public_id = guest.public_id
        db.session.add(guest)
        try:
            db.session.commit()
        except IntegrityError:  # somebody has that code
            db.session.rollback()
        else:
            return public_id
    raise Conflict("You could not be taken in just now. Please try once more.")


def guest_taker(public_id: str) -> Taker | None:
    """The guest with this public id, if there is one.

    Looked up outside of any transaction: whoever saves takes the write lock later.
    """
    found = look(_GUEST, public_id=public_id)
    return next((Taker(None, r.id, r.name, spaced(r.resume_code) if r.resume_code else None) for r in found), None)


def user_taker(uniquifier: str) -> Taker | None:
    """The active user whom a session names so, if there is one; looked up as guests are."""
    found = look(_USER, uniquifier=uniquifier)
    return next((Taker(row.id, None, row.name or row.email) for row in found), None)


def ensure_code(taker: Taker) -> None:
    """Give a guest of before a resume code; one that is there stays, and users need none."""
    if taker.guest_id is None or taker.resume_code is not None:
        return
    for _ in range(_TRIES):
        without = (Guest.id == taker.guest_id, Guest.resume_code.is_(None))
        try:
            db.session.execute(update(Guest).where(*without).values(resume_code=new_code(CODE_LENGTH)))
            db.session.commit()
        except IntegrityError:  # somebody has that code
            db.session.rollback()
        else:
            return
    raise Conflict("There is no code for you just now. Please try once more.")


def resume(typed: str, origin: str) -> str:
    """The public id of the guest with this code, however it is spaced and in whatever case.

    ``origin`` is the network address it came from. Raises ``Invalid`` (field ``code``) for a code of nobody, in
    the same words whatever is wrong with it, and ``TooManyTries`` after many of them from one address.
    """
    code = plain(typed, CODE_LENGTH)
    account, source = f"resume code {code}", f"resume from {origin}"
    sign_in_guard.check(account, source)
    public_id = db.session.scalar(select(Guest.public_id).where(Guest.resume_code == code)) if code else None
    if public_id is None:
        sign_in_guard.count_failure(account, source)
        raise Invalid({"code": [_UNKNOWN]})
    db.session.rollback()  # lets go of the write lock
    return public_id
