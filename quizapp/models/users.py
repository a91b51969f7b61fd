"""People: users with their roles, and guests who gave only a name."""

from flask_security import AsaList, RoleMixin, UserMixin
from sqlalchemy import Column, ForeignKey, Index, String, Table
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.models.base import Base, Moment, PrimaryKey

roles_users = Table(
    "roles_users",
    Base.metadata,
    Column("user_id", ForeignKey("user.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("role.id", ondelete="CASCADE"), primary_key=True),
)


class Role(Base, RoleMixin):
    """What a user may do: ``teacher``, ``admin`` (manages people). A user without a role is a student."""

    __tablename__ = "role"

    id: Mapped[PrimaryKey]
    name: Mapped[str] = mapped_column(String(80), unique=True)
    description: Mapped[str | None] = mapped_column(String(255))
    permissions: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))


class User(Base, UserMixin):
    """Somebody with an account."""

    __tablename__ = "user"

    id: Mapped[PrimaryKey]
    email: Mapped[str] = mapped_column(String(255), unique=True)
    """Lower case. How one signs in."""
    name: Mapped[str] = mapped_column(String(80), default="")
    """As shown on pages."""
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool]
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    """Names the user in sessions; a new one ends all of them."""
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    created_at: Mapped[Moment]
    signed_in_at: Mapped[Moment | None]
    """The last time, or ``None`` for never since this is kept."""
    erased_at: Mapped[Moment | None]
    """When what led to the person was taken out of the row."""

    roles: Mapped[list[Role]] = relationship(secondary=roles_users, lazy="selectin", order_by=Role.id)  # type: ignore[assignment]


class Guest(Base):
    """Somebody who takes quizzes under a name only; a signed cookie says it is they."""

    __tablename__ = "guest"

    id: Mapped[PrimaryKey]
    public_id: Mapped[str] = mapped_column(String(36), unique=True)
    """A random UUID; what the cookie holds."""
    name: Mapped[str] = mapped_column(String(80))
    resume_code: Mapped[str | None] = mapped_column(String(16), unique=True)
    """Shown to the guest alone, to go on in another browser."""
    created_at: Mapped[Moment]
    erased_at: Mapped[Moment | None]


class SetupToken(Base):
    """A one-time link with which an account is set up: the first teacher's, or one that was invited."""

    __tablename__ = "setup_token"

    id: Mapped[PrimaryKey]
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """Of the token; the token itself is only printed or shown once."""
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """Whose account it sets up; ``None`` for the first teacher's, which is not there yet."""
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]


class SignInFailure(Base):
    """A wrong password or code; kept for minutes, to slow down guessing."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (Index(None, "account_sha256", "at"), Index(None, "origin_sha256", "at"))

    id: Mapped[PrimaryKey]
    account_sha256: Mapped[str] = mapped_column(String(64))
    """Of the email as it was typed, in lower case: whether such a user exists or not."""
    origin_sha256: Mapped[str] = mapped_column(String(64))
    """Of the network address it came from."""
    at: Mapped[Moment]
