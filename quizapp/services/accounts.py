"""Accounts: signing in through Flask-Security, the first teacher's one-time link, guests."""

from flask import Flask
from flask_security import SQLAlchemySessionUserDatastore

from quizapp.extensions import db, security
from quizapp.models.users import Role, User

TEACHER = "teacher"


def init_security(app: Flask) -> None:
    """Bind Flask-Security with our users and roles to the app."""
    datastore = SQLAlchemySessionUserDatastore(db.session, User, Role)
    security.init_app(app, datastore)
