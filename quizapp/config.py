"""Configuration: defaults fit for one machine, overridden by ``QUIZAPP_…`` in the environment."""

import os
import secrets
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask

MIGRATIONS = next(
    folder
    for folder in (Path(__file__).parent.parent / "migrations", Path(sys.prefix) / "share" / "quizapp" / "migrations")
    if (folder / "env.py").exists()
)
"""The migrations: beside the package in a checkout, under the prefix in an installed wheel."""


class ConfigError(Exception):
    """The environment asks for something that cannot be."""


DEFAULTS: dict[str, Any] = {
    "DATABASE_URL": "",
    "SECRET_KEY": "",
    "SECURE_COOKIES": False,
    "TRUSTED_PROXIES": 0,
    "TRUSTED_HOSTS": "",
    "MAIL_SERVER": "",
    "MAIL_PORT": 587,
    "MAIL_USERNAME": "",
    "MAIL_PASSWORD": "",
    "MAIL_DEFAULT_SENDER": "quizapp@localhost",
    "ARTICLE_LIMIT": 400_000,
    "UPLOAD_LIMIT": 5 * 1024 * 1024,
    "UPLOAD_FILES": 40,
    "FETCH_ADDRESSES": False,
    "FETCH_LOOPBACK_IN_TESTS": False,
    "RETENTION_DAYS": 0,
    "TIME_ZONE": "",
    "LOG_LEVEL": "INFO",
}
"""Every setting with its default. ``QUIZAPP_NAME`` in the environment overrides ``NAME``."""


def _secret(folder: Path, name: str) -> str:
    """A secret made once and kept in ``folder``, readable by its owner only.

    It appears whole or not at all, so processes that start together all read the same one.
    """
    path = folder / name
    if not path.exists():
        draft = folder / f".{name}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32), "ascii")
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text("ascii").strip()


def _database_url(app: Flask) -> str:
    url = str(app.config["DATABASE_URL"])
    if not url:
        return f"sqlite:///{Path(app.instance_path) / 'quizapp.db'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ConfigError("QUIZAPP_DATABASE_URL must begin with postgresql:// or sqlite:///")
    return url


def configure(app: Flask, overrides: Mapping[str, Any] | None = None) -> None:
    """Fill ``app.config``: defaults, then the environment, then ``overrides``.

    Raises ``ConfigError`` where the database's address is of a kind we do not speak.
    """
    app.config.from_mapping(DEFAULTS)
    app.config.from_prefixed_env("QUIZAPP")
    app.config.update(overrides or {})
    Path(app.instance_path).mkdir(parents=True, exist_ok=True)
    secret = app.config["SECRET_KEY"] = str(app.config["SECRET_KEY"] or _secret(Path(app.instance_path), "secret_key"))
    names = str(app.config["TRUSTED_HOSTS"] or "").split(",")
    app.config["TRUSTED_HOSTS"] = [name.strip() for name in names if name.strip()] or None
    secure, url = bool(app.config["SECURE_COOKIES"]), _database_url(app)
    app.config.from_mapping(
        SQLALCHEMY_DATABASE_URI=url,
        SQLALCHEMY_ENGINE_OPTIONS={
            "pool_size": 8,
            "max_overflow": 4,
            "hide_parameters": True,
            "pool_pre_ping": not url.startswith("sqlite"),  # a server may have been started anew since the last request
        },
        JOBS_FILE=str(Path(app.instance_path) / "jobs.db"),
        MAX_CONTENT_LENGTH=int(app.config["UPLOAD_LIMIT"]) + 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=int(app.config["UPLOAD_LIMIT"]),
        SESSION_COOKIE_NAME="__Host-quizapp" if secure else "quizapp",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=180),
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        WTF_CSRF_SSL_STRICT=secure,
        SECURITY_PASSWORD_SALT=secret,
    )
