"""Mail: by SMTP where a server is configured, else as files in the instance folder's ``outbox``."""

import smtplib
import uuid
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path
from typing import Any

from flask import current_app
from flask_security import MailUtil

_TIMEOUT = 10


def is_sent() -> bool:
    """Whether letters leave this machine; else they wait in the outbox."""
    return bool(current_app.config["MAIL_SERVER"])


def post(recipient: str, subject: str, body: str, *, sender: str = "") -> None:
    """Send a letter in plain text, or put it into the outbox."""
    message = EmailMessage()
    message["Subject"] = subject
    message["To"] = recipient
    message["From"] = sender or str(current_app.config["MAIL_DEFAULT_SENDER"])
    message["Date"] = formatdate()
    message.set_content(body)
    _deliver(message)


class Post(MailUtil):
    """How Flask-Security sends its messages."""

    def send_mail(  # noqa: PLR0913, PLR0917
        self,
        template: str,  # noqa: ARG002
        subject: str,
        recipient: Any,
        sender: Any,
        body: str | None,
        html: str | None,  # noqa: ARG002 - plain text says all of it
        **kwargs: Any,  # noqa: ARG002
    ) -> None:
        """Send one message, in plain text."""
        post(str(recipient), str(subject), body or "", sender=str(sender))


def _deliver(message: EmailMessage) -> None:
    settings = current_app.config
    if not settings["MAIL_SERVER"]:
        folder = Path(current_app.instance_path) / "outbox"
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / f"{uuid.uuid4()}.eml").write_bytes(bytes(message))
        return
    with smtplib.SMTP(settings["MAIL_SERVER"], int(settings["MAIL_PORT"]), timeout=_TIMEOUT) as server:
        if server.has_extn("starttls") or (server.ehlo()[0] and server.has_extn("starttls")):
            server.starttls()
        if settings["MAIL_USERNAME"]:
            server.login(settings["MAIL_USERNAME"], settings["MAIL_PASSWORD"])
        server.send_message(message)
