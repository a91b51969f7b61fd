"""Guests: people who take a quiz under a name only. No password, no hashing."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from quizapp.extensions import db
from quizapp.models.users import Guest
from quizapp.services.clock import utc_now
from quizapp.services.errors import Invalid

NAME_LIMIT = 80


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
    """The guest with this public id, if there is one."""
    row = db.session.execute(select(Guest.id, Guest.name).where(Guest.public_id == public_id)).one_or_none()
    return Taker(None, row.id, row.name) if row else None
