"""Guests: people who take a quiz under a name only. No password, no hashing."""

import uuid
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from quizapp.extensions import db, only_reading
from quizapp.models.users import Guest
from quizapp.services.clock import utc_now
from quizapp.services.errors import Invalid

NAME_LIMIT = 80
_GUEST = select(Guest.id, Guest.name).where(Guest.public_id == bindparam("public_id"))


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who takes quizzes: a user or a guest, exactly one of the two."""

    user_id: int | None
    guest_id: int | None
    name: str


def add_guest(name: str) -> str:
    """Take in a guest; the public id for the signed cookie. Raises ``Invalid`` for a name that is none."""
    name = " ".join(name.split())
    if not name:
        raise Invalid({"name": ["Write your name, so that your teacher knows whose answers these are."]})
    if len(name) > NAME_LIMIT or not name.isprintable():
        raise Invalid({"name": [f"Write a name of up to {NAME_LIMIT} characters."]})
    guest = Guest(public_id=str(uuid.uuid4()), name=name, created_at=utc_now())
    db.session.add(guest)
    db.session.commit()
    return guest.public_id


def guest_taker(public_id: str) -> Taker | None:
    """The guest with this public id, if there is one.

    Looked up in a transaction of its own that only reads: whoever saves takes the write lock later.
    """
    with only_reading():
        row = db.session.connection().execute(_GUEST, {"public_id": public_id}).one_or_none()
    db.session.rollback()
    return Taker(None, row.id, row.name) if row else None
