"""Tables only: typed SQLAlchemy, no queries, no commits. Importing this package knows them all."""

from quizapp.models import (
    articles,
    attempts,
    audit,
    classes,
    imports,
    items,
    question_imports,
    quizzes,
    regrades,
    users,
)
from quizapp.models.base import Base

__all__ = [
    "Base",
    "articles",
    "attempts",
    "audit",
    "classes",
    "imports",
    "items",
    "question_imports",
    "quizzes",
    "regrades",
    "users",
]
