"""Sessions in signed cookies, as Flask's; signed anew when they change and once a day, not with every reply."""

import datetime as dt

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
    """Reads and writes them; what signs is made once."""

    session_class = Session

    def __init__(self, app: Flask) -> None:
        """For an app whose secret key stands."""
        self._signer = super().get_signing_serializer(app)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:  # noqa: ARG002
        """What signs, with the key that the app had at the start."""
        return self._signer

    def open_session(self, app: Flask, request: Request) -> Session | None:
        """The session of a request; an empty one where its cookie is missing, not ours or too old."""
        cookie = request.cookies.get(self.get_cookie_name(app))
        if not cookie or self._signer is None:
            return Session() if self._signer else None
        longest = int(app.permanent_session_lifetime.total_seconds())
        try:
            held, signed = self._signer.loads(cookie, max_age=longest, return_timestamp=True)
        except BadSignature:
            return Session()
        session = Session(held)
        session.is_due = session.permanent and utc_now() - signed > RENEWAL
        return session

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:  # noqa: ARG002
        """Whether a reply carries the cookie."""
        return session.modified or getattr(session, "is_due", False)


def register(app: Flask) -> None:
    """Give the app its sessions."""
    app.session_interface = Sessions(app)
