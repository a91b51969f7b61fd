"""How long the bank takes with 10,000 questions: ``python -m tests.benchmarks.bank [number] [sqlite|postgresql]``.

Searching, filtering, and near-duplicates while somebody types, through the services: the milliseconds of eleven looks
each, best and median. The goal is 100 ms.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from random import Random
from statistics import median

from sqlalchemy import insert, select, text

from quizapp.core.items import ItemStatus, Origin
from quizapp.extensions import db
from quizapp.models.items import ItemRow, ItemVersion
from quizapp.services import bank, suggestions
from quizapp.services.bank import Filters
from quizapp.services.clock import utc_now
from tests.benchmarks.classes import application, database
from tests.benchmarks.prose import prose
from tests.samples import make_article, make_teacher

LOOKS = 11


def fill(number: int) -> int:
    """A teacher with so many questions on twenty articles; the teacher's id."""
    random = Random(0)  # noqa: S311 - words, not secrets
    vera = make_teacher().id
    articles = [make_article(vera, title=f"Article {n}") for n in range(20)]
    words = prose(4_000).split()
    now = utc_now()
    stems = [f"What of {' '.join(random.sample(words, 9))}?" for _ in range(number)]
    db.session.execute(
        insert(ItemRow),
        [
            {
                "article_id": random.choice(articles),
                "created_at": now,
                "newest": 1,
                "search": f"{stem} {' '.join(words[:30])}".lower(),
            }
            for stem in stems
        ],
    )
    ids = list(db.session.scalars(select(ItemRow.id).order_by(ItemRow.id)))
    shared = {"number": 1, "interaction": "short_answer", "kind": "mcq", "options": [], "key": {"accepted": ["x"]}}
    shared |= {"explanation": "So it is.", "checks": [], "origin": Origin.WRITTEN, "created_at": now}
    db.session.execute(
        insert(ItemVersion),
        [
            {**shared, "item_id": i, "stem": stem, "status": ItemStatus.DRAFT, "status_reason": ""}
            for i, stem in zip(ids, stems, strict=True)
        ],
    )
    db.session.commit()
    db.session.execute(text("ANALYZE"))  # as a database does by itself in time
    db.session.commit()
    return int(vera)


def looked(look: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the best and the middle look."""
    taken = []
    for _ in range(LOOKS):
        before = time.perf_counter()
        look()
        db.session.rollback()
        taken.append(1000 * (time.perf_counter() - before))
    return min(taken), median(taken)


def main(number: int, kind: str) -> None:
    """Print a line for each case."""
    with database(kind) as made, application(*made) as app, app.app_context():
        vera = fill(number)
        stem = db.session.scalars(select(ItemVersion.stem).order_by(ItemVersion.id)).first() or ""
        cases = {
            "all": Filters(),
            "two words": Filters(words="what school"),
            "a word nowhere": Filters(words="unicornhorn"),
            "draft, facility": Filters(status="draft", facility="unknown"),
        }
        looks: dict[str, Callable[[], object]] = {
            name: partial(bank.search, filters, teacher_id=vera) for name, filters in cases.items()
        }
        looks["near-duplicates"] = partial(suggestions.near_duplicates, stem, teacher_id=vera)
        for name, look in looks.items():
            best, middle = looked(look)
            sys.stdout.write(f"{kind:10} {name:16} best {best:6.1f} ms, median {middle:6.1f} ms\n")


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["10000"])[0]), (sys.argv[2:] or ["sqlite"])[0])
