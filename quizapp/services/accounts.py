"""Accounts: signing in through Flask-Security, teachers, and the first teacher's one-time link."""

import datetime as dt
import hashlib
import secrets
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask import Flask
from flask_security import PasswordUtil, SQLAlchemySessionUserDatastore, hash_password
from sqlalchemy import delete, select, update

from quizapp.extensions import db, security
from quizapp.models.users import Role, SetupToken, User
from quizapp.services import audit
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.mail import Post

TEACHER = "teacher"
PASSWORD_MINIMUM = 12
SETUP_LIFETIME = dt.timedelta(hours=24)
_COMMON = frozenset(
    [
        "password1234",
        "passwordpassword",
        "123456789012",
        "1234567890123",
        "qwertyuiop123",
        "qwertyuiopasdf",
        "iloveyou1234",
        "letmein12345",
        "welcome12345",
        "adminadminadmin",
        "teacher12345",
        "student12345",
        "quizapp12345",
        "password12345",
        "abcdefghijkl",
        "abcdefgh1234",
        "aaaaaaaaaaaa",
        "111111111111",
        "000000000000",
        "changemechangeme",
        "password!234",
        "p@ssword1234",
    ]
)

COMMON_WORDS = "This password is one of the first that others would try. Take another."

SETTINGS: dict[str, Any] = {
    "SECURITY_PASSWORD_LENGTH_MIN": PASSWORD_MINIMUM,
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_REGISTERABLE": True,
    "SECURITY_SEND_REGISTER_EMAIL": False,
    "SECURITY_PASSWORD_CONFIRM_REQUIRED": False,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_RESET_PASSWORD_WITHIN": dt.timedelta(hours=1),
    "SECURITY_CHANGEABLE": True,
    "SECURITY_TWO_FACTOR": True,
    "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
    "SECURITY_TOTP_ISSUER": "quizapp",
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
    "SECURITY_EMAIL_HTML": False,
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_STATIC_FOLDER_URL": "/fs-static",
    "SECURITY_AUTO_LOGIN_AFTER_RESET": False,
    "SECURITY_FRESHNESS": dt.timedelta(hours=12),
    "SECURITY_ZXCVBN_MINIMUM_SCORE": 0,
}


def _is_common(password: str) -> bool:
    return password.casefold() in _COMMON or len(set(password)) < 4


class Passwords(PasswordUtil):
    """Flask-Security's rules for passwords, and none of the first that others would try."""

    def validate(self, password: str, is_register: bool, **kwargs: Any) -> tuple[list[str] | None, str]:
        """What is wrong with a password, and its normalized form."""
        problems, normalized = super().validate(password, is_register, **kwargs)
        if not problems and _is_common(normalized):
            problems = [COMMON_WORDS]
        return problems, normalized


def init_security(app: Flask, **forms: Any) -> None:
    """Bind Flask-Security with our users, roles and mail to the app; ``forms`` are its form classes."""
    app.config.from_mapping({name: app.config.get(name, value) for name, value in SETTINGS.items()})
    app.config.setdefault("SECURITY_TOTP_SECRETS", {"1": app.config["SECRET_KEY"]})
    app.config.setdefault("SECURITY_PASSWORD_COMPLEXITY_CHECKER", None)
    datastore = SQLAlchemySessionUserDatastore(db.session, User, Role)
    security.init_app(app, datastore, mail_util_cls=Post, password_util_cls=Passwords, **forms)


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
    """Raises ``NotFound`` where the link is unknown, used or too old."""
    found = db.session.scalar(
        select(SetupToken.id).where(
            SetupToken.sha256 == _digest(token), SetupToken.used_at.is_(None), SetupToken.expires_at > utc_now()
        )
    )
    if found is None:
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
    return _add(email, name, hashed)


def create_teacher(*, email: str, name: str, password: str) -> User:
    """A teacher's account. Raises ``Invalid`` by field, ``Conflict`` where the address has an account."""
    return _add(*_checked(email, name, password))


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
    elif _is_common(password):
        problems["password"] = [COMMON_WORDS]
    if problems:
        raise Invalid(problems)
    return email, name, str(hash_password(password))  # hashed before anything is locked


def _add(email: str, name: str, hashed: str) -> User:
    if db.session.scalar(select(User.id).where(User.email == email)) is not None:
        raise Conflict("There is an account with this email address already.")
    role = db.session.scalar(select(Role).where(Role.name == TEACHER))
    if role is None:
        role = Role(name=TEACHER)
        db.session.add(role)
    user = User(
        email=email,
        name=name,
        password=hashed,
        active=True,
        fs_uniquifier=secrets.token_hex(32),
        created_at=utc_now(),
        roles=[role],
    )
    db.session.add(user)
    db.session.flush()
    audit.record("create", "teacher", user.id, None)
    db.session.commit()
    return user


def end_sessions(user: User) -> None:
    """Sign this user out everywhere: every cookie made so far is dead."""
    user.fs_uniquifier = secrets.token_hex(32)
    db.session.commit()


def teacher_named(email: str) -> int:
    """The id of the teacher with this email address. Raises ``NotFound``."""
    query = select(User.id).join(User.roles).where(User.email == email.strip().lower(), Role.name == TEACHER)
    user_id = db.session.scalar(query)
    if user_id is None:
        raise NotFound(f"There is no teacher with the address {email}.")
    return user_id
