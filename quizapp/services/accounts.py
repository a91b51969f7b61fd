"""Accounts: signing in through Flask-Security, teachers, and the first teacher's one-time link."""

import base64
import datetime as dt
import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask import Flask
from flask_security import PasswordUtil, SQLAlchemySessionUserDatastore, hash_password
from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.exc import IntegrityError

from quizapp.extensions import db, only_reading, security
from quizapp.models.users import Role, SetupToken, User
from quizapp.services import audit, mail, security_words
from quizapp.services.clock import utc_now
from quizapp.services.common_passwords import is_common
from quizapp.services.errors import Conflict, Invalid, NotFound

TEACHER = "teacher"
ADMIN = "admin"
"""Manages people and nothing else."""
PASSWORD_MINIMUM = 12
SETUP_LIFETIME = dt.timedelta(hours=24)
ACCOUNT_KNOWN = """Somebody, perhaps you, wanted to make an account with this email address. It has one already.

If you forgot its password, choose "I forgot my password" on the sign-in page.
If it was not you, you need not do anything.
"""
TOO_COMMON = "This password is one of the first that others would try. Take another."

SETTINGS: dict[str, Any] = {
    "SECURITY_PASSWORD_LENGTH_MIN": PASSWORD_MINIMUM,
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],  # passwords outlive a change of SECRET_KEY
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_RESET_PASSWORD_WITHIN": dt.timedelta(hours=1),
    "SECURITY_CHANGEABLE": True,
    "SECURITY_TWO_FACTOR": True,
    "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
    "SECURITY_TOTP_ISSUER": "quizapp",
    "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "accounts.show",
    "SECURITY_POST_CHANGE_VIEW": "accounts.show",
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
    "SECURITY_EMAIL_HTML": False,
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_AUTO_LOGIN_AFTER_RESET": False,
    "SECURITY_FRESHNESS": dt.timedelta(hours=12),
}


class Passwords(PasswordUtil):
    """Flask-Security's rules for passwords, and none of the first that others would try."""

    def validate(self, password: str, is_register: bool, **kwargs: Any) -> tuple[list[str] | None, str]:
        """What is wrong with a password, and its normalized form."""
        problems, normalized = super().validate(password, is_register, **kwargs)
        if not problems and is_common(normalized):
            problems = [TOO_COMMON]
        return problems, normalized


def init_security(app: Flask, **forms: Any) -> None:
    """Bind Flask-Security with our users, roles and mail to the app; ``forms`` are its form classes."""
    secret = str(app.config["SECRET_KEY"])
    derived = base64.urlsafe_b64encode(hashlib.sha256(f"recovery codes {secret}".encode()).digest())
    secrets_of_codes = {"SECURITY_TOTP_SECRETS": {"1": secret}, "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [derived]}
    for name, value in (SETTINGS | security_words.SETTINGS | secrets_of_codes).items():
        app.config.setdefault(name, value)
    datastore = SQLAlchemySessionUserDatastore(db.session, User, Role)
    # Flask-Security takes these two in its constructor only, which is two floors below.
    security._mail_util_cls = mail.Post  # noqa: SLF001
    security._password_util_cls = Passwords  # noqa: SLF001
    security.init_app(app, datastore, **forms)


def _teacher_exists() -> bool:
    return db.session.scalar(select(User.id).join(User.roles).where(Role.name == TEACHER).limit(1)) is not None


def create_setup_token() -> str | None:
    """A new one-time token for the first teacher, or ``None`` where there is a teacher already.

    Only its hash is stored. It holds for 24 hours and ends every older unused one.
    """
    if _teacher_exists():
        return None
    token, now = secrets.token_urlsafe(24), utc_now()
    db.session.execute(delete(SetupToken).where(SetupToken.used_at.is_(None), SetupToken.user_id.is_(None)))
    db.session.add(SetupToken(sha256=digest(token), created_at=now, expires_at=now + SETUP_LIFETIME))
    db.session.commit()
    return token


def digest(token: str) -> str:
    """Of a one-time token, as it is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_good(token: str) -> tuple[ColumnElement[bool], ...]:
    """The conditions that a one-time link is there, unused and not too old."""
    return SetupToken.sha256 == digest(token), SetupToken.used_at.is_(None), SetupToken.expires_at > utc_now()


def check_setup_token(token: str) -> None:
    """Raises ``NotFound`` where the link is unknown, used or too old, or there is a teacher by now."""
    found = db.session.scalar(select(SetupToken.id).where(*is_good(token), SetupToken.user_id.is_(None)))
    if found is None or _teacher_exists():
        raise NotFound("This link was used already, or it is too old. Start quizapp again and it prints a new one.")


def set_up_first_teacher(token: str, *, email: str, name: str, password: str) -> User:
    """Use the one-time link: the first teacher's account. Raises ``NotFound`` or ``Invalid``."""
    check_setup_token(token)
    email, name, hashed = _checked(email, name, password)
    use_token(token)
    return _add_teacher(email, name, hashed)


def use_token(token: str) -> None:
    """Mark a one-time link as used in the open transaction. Raises ``NotFound`` where somebody was quicker."""
    used = db.session.execute(update(SetupToken).where(*is_good(token)).values(used_at=utc_now()))
    if not used.rowcount:  # type: ignore[attr-defined]
        raise NotFound("This link was used already.")


def create_teacher(*, email: str, name: str, password: str) -> User:
    """A teacher's account. Raises ``Invalid`` by field, ``Conflict`` where the address has an account."""
    return _add_teacher(*_checked(email, name, password))


def register_student(*, email: str, name: str, password: str) -> None:
    """A student's account. Raises ``Invalid`` by field.

    Whether the address had an account is told to nobody but its owner, by letter: ASVS 5.0 V6.3.8.
    """
    email, name, hashed = _checked(email, name, password)
    try:
        if not is_known(email):
            add_user(email, name, hashed, [])
            db.session.commit()
            return
    except IntegrityError:  # it was sent twice at once
        db.session.rollback()
    mail.post(email, "You have an account at quizapp already", ACCOUNT_KNOWN)


def _checked(email: str, name: str, password: str) -> tuple[str, str, str]:
    email, name, problems = tidy_person(email, name)
    problems |= password_problems(password)
    if problems:
        raise Invalid(problems)
    return email, name, hashed_password(password)  # hashed before anything is locked


def tidy_person(email: str, name: str) -> tuple[str, str, dict[str, list[str]]]:
    """Email and name as they are kept, and what is wrong with them by field."""
    problems: dict[str, list[str]] = {}
    try:
        email = validate_email(email, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError:
        problems["email"] = ["Write an email address, such as name@school.org."]
    name = " ".join(name.split())
    if not name or len(name) > 80:
        problems["name"] = ["Write the name that pages show, up to 80 characters."]
    return email, name, problems


def password_problems(password: str) -> dict[str, list[str]]:
    """What is wrong with a new password, by field."""
    if len(password) < PASSWORD_MINIMUM:
        return {"password": [f"Take at least {PASSWORD_MINIMUM} characters; a short sentence is a good password."]}
    return {"password": [TOO_COMMON]} if is_common(password) else {}


def hashed_password(password: str) -> str:
    """A password as it is kept, in the normal form that the sign-in takes too."""
    return str(hash_password(security.password_util.normalize(password)))


def is_known(email: str) -> bool:
    """Whether there is an account with this address."""
    return db.session.scalar(select(User.id).where(User.email == email)) is not None


def add_user(email: str, name: str, hashed: str | None, roles: list[Role]) -> User:
    """A new account in the open transaction; the caller commits. Without a password nobody can sign in yet."""
    user = User(
        email=email,
        name=name,
        password=hashed,
        active=True,
        fs_uniquifier=secrets.token_hex(32),
        created_at=utc_now(),
        roles=roles,
    )
    db.session.add(user)
    return user


def role_named(name: str) -> Role:
    """The role of this name, held until the transaction ends; made where nobody had it yet."""
    return db.session.scalar(select(Role).where(Role.name == name).with_for_update()) or Role(name=name)


def _add_teacher(email: str, name: str, hashed: str) -> User:
    """A teacher; the first one manages people too where nobody does."""
    if is_known(email):
        raise Conflict("There is an account with this email address already.")
    is_first = not _teacher_exists() and db.session.scalar(select(User.id).where(manages_people()).limit(1)) is None
    roles = (TEACHER, ADMIN) if is_first else (TEACHER,)
    user = add_user(email, name, hashed, [role_named(role) for role in roles])
    db.session.flush()
    audit.record("create", "teacher", user.id, None)
    db.session.commit()
    return user


def manages_people() -> ColumnElement[bool]:
    """Whether a user manages people and can sign in, as part of a statement."""
    return and_(User.roles.any(Role.name == ADMIN), User.active, User.password.is_not(None))


def create_admin(*, email: str, name: str, password: str) -> User:
    """Make an account that manages people and nothing else. Raises as ``create_teacher`` does."""
    email, name, hashed = _checked(email, name, password)
    if is_known(email):
        raise Conflict("There is an account with this email address already.")
    user = add_user(email, name, hashed, [role_named(ADMIN)])
    db.session.flush()
    audit.record("create", "admin", user.id, None)
    db.session.commit()
    return user


def end_sessions(user: User) -> None:
    """Sign this user out everywhere: every cookie made so far is dead."""
    user.fs_uniquifier = secrets.token_hex(32)
    db.session.commit()


def note_sign_in(user: User) -> None:
    """Keep when somebody signed in: for whoever manages people, and for how long students are kept."""
    db.session.execute(update(User).where(User.id == user.id).values(signed_in_at=utc_now()))
    db.session.commit()


def teacher_named(email: str) -> int:
    """The id of the teacher with this email address. Raises ``NotFound``."""
    query = select(User.id).join(User.roles).where(User.email == email.strip().lower(), Role.name == TEACHER)
    user_id = db.session.scalar(query)
    if user_id is None:
        raise NotFound(f"There is no teacher with the address {email}.")
    return user_id


@contextmanager
def unlocked() -> Iterator[None]:
    """For checking a password: hashing takes half a second, and nobody may wait for it to save an answer.

    What was begun before is given up, and what is read inside takes no write lock.
    """
    db.session.rollback()
    try:
        with only_reading():
            yield
    finally:
        db.session.rollback()
