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
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from quizapp.extensions import db, only_reading, security
from quizapp.models.users import Role, SetupToken, User
from quizapp.services import audit, mail, security_words
from quizapp.services.clock import utc_now
from quizapp.services.common_passwords import is_common
from quizapp.services.errors import Conflict, Invalid, NotFound

TEACHER = "teacher"
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
    db.session.execute(delete(SetupToken).where(SetupToken.used_at.is_(None)))
    db.session.add(SetupToken(sha256=_digest(token), created_at=now, expires_at=now + SETUP_LIFETIME))
    db.session.commit()
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def check_setup_token(token: str) -> None:
    """Raises ``NotFound`` where the link is unknown, used or too old, or there is a teacher by now."""
    found = db.session.scalar(
        select(SetupToken.id).where(
            SetupToken.sha256 == _digest(token), SetupToken.used_at.is_(None), SetupToken.expires_at > utc_now()
        )
    )
    if found is None or _teacher_exists():
        raise NotFound("This link was used already, or it is too old. Start quizapp again and it prints a new one.")


def set_up_first_teacher(token: str, *, email: str, name: str, password: str) -> User:
    """Use the one-time link: the first teacher's account. Raises ``NotFound`` or ``Invalid``."""
    check_setup_token(token)
    now = utc_now()
    email, name, hashed = _checked(email, name, password)
    used = db.session.execute(
        update(SetupToken)
        .where(SetupToken.sha256 == _digest(token), SetupToken.used_at.is_(None), SetupToken.expires_at > now)
        .values(used_at=now)
    )
    if not used.rowcount:  # type: ignore[attr-defined]
        raise NotFound("This link was used already.")
    return _add_teacher(email, name, hashed)


def create_teacher(*, email: str, name: str, password: str) -> User:
    """A teacher's account. Raises ``Invalid`` by field, ``Conflict`` where the address has an account."""
    return _add_teacher(*_checked(email, name, password))


def register_student(*, email: str, name: str, password: str) -> None:
    """A student's account. Raises ``Invalid`` by field.

    Whether the address had an account is told to nobody but its owner, by letter: ASVS 5.0 V6.3.8.
    """
    email, name, hashed = _checked(email, name, password)
    try:
        if not _is_known(email):
            _add(email, name, hashed, [])
            db.session.commit()
            return
    except IntegrityError:  # it was sent twice at once
        db.session.rollback()
    mail.post(email, "You have an account at quizapp already", ACCOUNT_KNOWN)


def _checked(email: str, name: str, password: str) -> tuple[str, str, str]:
    problems: dict[str, list[str]] = {}
    try:
        email = validate_email(email, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError:
        problems["email"] = ["Write an email address, such as name@school.org."]
    name = " ".join(name.split())
    if not name or len(name) > 80:
        problems["name"] = ["Write the name that pages show, up to 80 characters."]
    if len(password) < PASSWORD_MINIMUM:
        problems["password"] = [f"Take at least {PASSWORD_MINIMUM} characters; a short sentence is a good password."]
    elif is_common(password):
        problems["password"] = [TOO_COMMON]
    if problems:
        raise Invalid(problems)
    normal = security.password_util.normalize(password)  # as the sign-in does
    return email, name, str(hash_password(normal))  # hashed before anything is locked


def _is_known(email: str) -> bool:
    return db.session.scalar(select(User.id).where(User.email == email)) is not None


def _add(email: str, name: str, hashed: str, roles: list[Role]) -> User:
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


def _add_teacher(email: str, name: str, hashed: str) -> User:
    if _is_known(email):
        raise Conflict("There is an account with this email address already.")
    role = db.session.scalar(select(Role).where(Role.name == TEACHER)) or Role(name=TEACHER)
    user = _add(email, name, hashed, [role])
    db.session.flush()
    audit.record("create", "teacher", user.id, None)
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
