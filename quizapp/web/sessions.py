"""Sessions in signed cookies, as Flask's; signed anew when they change and once a day, not with every reply."""

import datetime as dt
from functools import lru_cache

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer

from quizapp.services.clock import utc_now

RENEWAL = dt.timedelta(days=1)
"""How old a cookie may grow: a session lasts its whole time after a visit, give or take a day."""


class Session(SecureCookieSession):
    """What a cookie holds."""

    is_due = False
    """Whether its cookie is to be signed anew, though nothing changed."""


class Sessions(SecureCookieSessionInterface):
    """Reads and writes them. What signs is made once, and a cookie that comes again is not checked again."""

    session_class = Session

    def __init__(self, app: Flask) -> None:
        """For an app whose secret key stands."""
        signer = super().get_signing_serializer(app)
        if signer is None:
            raise RuntimeError("sessions need a secret key")
        self._signer = signer
        self._read = lru_cache(maxsize=4096)(self._verified)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer:  # noqa: ARG002
        """What signs, with the key that the app had at the start."""
        return self._signer

    def _verified(self, cookie: str) -> tuple[str, dt.datetime]:
        """What a cookie says, as JSON, and when it was signed. Raises ``BadSignature`` where it is not ours."""
        held, signed = self._signer.loads(cookie, return_timestamp=True)
        return self.serializer.dumps(held), signed

    def open_session(self, app: Flask, request: Request) -> Session:
        """The session of a request; an empty one where its cookie is missing, not ours or too old."""
        cookie = request.cookies.get(self.get_cookie_name(app))
        if not cookie:
            return Session()
        try:
            held, signed = self._read(cookie)
        except BadSignature:
            return Session()
        age = utc_now() - signed
        if not dt.timedelta() <= age <= app.permanent_session_lifetime:
            return Session()
        session = Session(self.serializer.loads(held))
        session.is_due = session.permanent and age > RENEWAL
        return session

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:  # noqa: ARG002
        """Whether a reply carries the cookie."""
        return session.modified or getattr(session, "is_due", False)


def register(app: Flask) -> None:
    """Give the app its sessions."""
    app.session_interface = Sessions(app)
