"""Managing people: who has an account, inviting them, their roles, and whether they may sign in. Nothing of their work."""

import datetime as dt
import secrets
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.exc import IntegrityError

from quizapp.extensions import db
from quizapp.models.users import Role, SetupToken, User
from quizapp.services import audit, erasing, mail
from quizapp.services.accounts import (
    ADMIN,
    TEACHER,
    add_user,
    digest,
    hashed_password,
    is_good,
    is_known,
    manages_people,
    password_problems,
    role_named,
    tidy_person,
    use_token,
)
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.guests import Taker

LISTED = 200
"""Accounts that a page lists at most."""
LINK_LIFETIME = dt.timedelta(days=7)
ROLES = (TEACHER, ADMIN)
_LAST = "Nobody else manages people here. Let somebody else do so first."
_LETTER = """You were invited to quizapp. Set up your account here, once, within seven days:

{address}
"""


@dataclass(frozen=True, slots=True)
class Account:
    """An account as whoever manages people sees it."""

    id: int
    name: str
    email: str
    roles: tuple[str, ...]
    is_active: bool
    is_set_up: bool
    """Whether there is a password; else the invitation was not used yet."""
    created_at: dt.datetime
    signed_in_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """An account that waits to be set up, and the token of its one-time link, which is kept nowhere."""

    user_id: int
    email: str
    token: str


def _account(user: User) -> Account:
    return Account(
        user.id,
        user.name,
        user.email,
        tuple(role for role in ROLES if user.has_role(role)),
        user.active,
        user.password is not None,
        user.created_at,
        user.signed_in_at,
    )


def accounts(words: str = "", role: str = "") -> tuple[list[Account], int]:
    """The accounts whose name or email holds ``words``, with this role where one is named, by name; and how many.

    ``LISTED`` at most. Who was erased is not among them. Three statements.
    """
    wanted: list[ColumnElement[bool]] = [User.erased_at.is_(None)]
    if words:
        wanted.append(or_(*(func.lower(c).contains(words.lower(), autoescape=True) for c in (User.name, User.email))))
    if role in ROLES:
        wanted.append(User.roles.any(Role.name == role))
    elif role == "student":
        wanted.append(~User.roles.any())
    rows = db.session.scalars(select(User).where(*wanted).order_by(func.lower(User.name), User.id).limit(LISTED)).all()
    number = len(rows) if len(rows) < LISTED else db.session.scalar(select(func.count(User.id)).where(*wanted)) or 0
    return [_account(user) for user in rows], number


def account(user_id: int) -> Account:
    """One account. Raises ``NotFound`` where there is none, or it was erased."""
    return _account(_found(user_id))


def _found(user_id: int, *, hold: bool = False) -> User:
    statement = select(User).where(User.id == user_id, User.erased_at.is_(None))
    user = db.session.scalar(statement.with_for_update(of=User) if hold else statement)
    if user is None:
        raise NotFound("There is no such account.")
    return user


def invite(email: str, name: str, role: str, *, admin_id: int) -> Invitation:
    """An account for a teacher or another manager of people, which its owner sets up by a link.

    Raises ``Invalid`` (``email``, ``name``, ``role``).
    """
    email, name, problems = tidy_person(email, name)
    if role not in ROLES:
        problems["role"] = ["Choose what they are to do here."]
    if "email" not in problems and is_known(email):
        problems["email"] = ["There is an account with this address. Find it in the list and change its role."]
    if problems:
        raise Invalid(problems)
    user = add_user(email, name, None, [role_named(role)])
    try:
        db.session.flush()
    except IntegrityError as error:  # it was sent twice at once
        db.session.rollback()
        raise Conflict("There is an account with this address already.") from error
    audit.record("invite", "user", user.id, admin_id, role=role)
    return _linked(user)


def renew_link(user_id: int, *, admin_id: int) -> Invitation:
    """Another link for an invitation that was not used; the older one leads nowhere from now on.

    Raises ``NotFound``, and ``Conflict`` for an account that was set up: nobody but its owner gets into that one.
    """
    user = _found(user_id, hold=True)
    if user.password is not None:
        raise Conflict("This account is set up already. Its owner can ask for a new password on the sign-in page.")
    audit.record("renew link", "user", user.id, admin_id)
    return _linked(user)


def _linked(user: User) -> Invitation:
    token, now = secrets.token_urlsafe(24), utc_now()
    db.session.execute(delete(SetupToken).where(SetupToken.user_id == user.id, SetupToken.used_at.is_(None)))
    db.session.add(SetupToken(sha256=digest(token), user_id=user.id, created_at=now, expires_at=now + LINK_LIFETIME))
    invitation = Invitation(user.id, user.email, token)
    db.session.commit()
    return invitation


def send_link(invitation: Invitation, address: str) -> bool:
    """Send the link to its owner where letters leave this machine; whether they do."""
    if mail.is_sent():
        mail.post(invitation.email, "Your account at quizapp", _LETTER.format(address=address))
    return mail.is_sent()


def invited(token: str) -> Account:
    """Whose account a link sets up. Raises ``NotFound`` for one that is unknown, used or too old."""
    user = db.session.scalar(
        select(User)
        .join(SetupToken, SetupToken.user_id == User.id)
        .where(*is_good(token), User.password.is_(None), User.active, User.erased_at.is_(None))
    )
    if user is None:
        raise NotFound("This link was used already, or it is too old. Ask for a new one where you got it.")
    return _account(user)


def set_up(token: str, *, name: str, password: str) -> User:
    """Use a link: name and password of an invited account. Raises ``NotFound``, ``Invalid`` (``name``, ``password``)."""
    found = invited(token)
    _, name, problems = tidy_person(found.email, name)
    problems |= password_problems(password)
    if problems:
        raise Invalid(problems)
    hashed = hashed_password(password)
    use_token(token)
    user = _found(found.id, hold=True)
    user.name, user.password = name, hashed
    audit.record("set up", "user", user.id, user.id)
    db.session.commit()
    return user


def make_admin(email: str) -> str:
    """Let whoever has this account manage people too, as whoever runs the server wishes; their name.

    Raises ``NotFound``, and ``Conflict`` for an account that cannot sign in.
    """
    user = db.session.scalar(select(User).where(User.email == email.strip().lower(), User.erased_at.is_(None)))
    if user is None:
        raise NotFound("There is no account with this email address.")
    if user.password is None or not user.active:
        raise Conflict("Nobody can sign in to this account: it is switched off, or its invitation was not used yet.")
    name = user.name
    set_role(user.id, ADMIN, has=True, admin_id=None)
    return name


def set_role(user_id: int, role: str, *, has: bool, admin_id: int | None) -> None:
    """Give or take a role; ``admin_id`` is ``None`` for whoever runs the server.

    Raises ``NotFound``, ``Invalid`` (``role``), ``Conflict`` for the last manager of people.
    """
    if role not in ROLES:
        raise Invalid({"role": ["There is no such role."]})
    held, user = role_named(role), _found(user_id, hold=True)
    if has == user.has_role(role):
        db.session.rollback()
        return
    if has:
        user.roles.append(held)
    else:
        _refuse_last(user, role)
        user.roles.remove(held)
    audit.record("give role" if has else "take role", "user", user.id, admin_id, role=role)
    db.session.commit()


def set_active(user_id: int, *, active: bool, admin_id: int) -> None:
    """Let somebody sign in again, or no longer: then every session is over. Raises as ``set_role``."""
    role_named(ADMIN)  # one after the other, so that two do not shut one another out
    user = _found(user_id, hold=True)
    if active == user.active:
        db.session.rollback()
        return
    if not active:
        _refuse_last(user, ADMIN)
        user.fs_uniquifier = secrets.token_hex(32)
    user.active = active
    audit.record("activate" if active else "deactivate", "user", user.id, admin_id)
    db.session.commit()


def _refuse_last(user: User, role: str) -> None:
    """Raises ``Conflict`` where nobody else who can sign in manages people. The role is held by then."""
    if role != ADMIN or not user.has_role(ADMIN):
        return
    if db.session.scalar(select(User.id).where(manages_people(), User.id != user.id).limit(1)) is None:
        raise Conflict(_LAST)


def erase(user_id: int, *, admin_id: int) -> None:
    """Erase a student with an account. Raises ``NotFound``, ``Conflict`` for whoever has a role."""
    user = _found(user_id)
    erasing.erase(Taker(user.id, None, user.name), actor_id=admin_id, by="admin")
    db.session.commit()
