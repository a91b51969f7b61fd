"""Generation runs: asked for by a teacher, carried out by the worker, never lost in between."""

import datetime as dt
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import select, update

from quizapp.extensions import db
from quizapp.models.articles import Article, ArticleVersion, FactRow, GenerationRun, RunStatus
from quizapp.models.items import ItemRow, Replacement
from quizapp.services import articles, audit, in_hand, item_views, replacing
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict
from quizapp.services.generated import store_draft, store_facts

if TYPE_CHECKING:
    from quizapp.core.generation.facts import Stated
    from quizapp.core.generation.pipeline import GeneratedSet

log = structlog.get_logger("quizapp")

_WRITE_EVERY = 0.5
"""Seconds between two notes of progress; the stages themselves are always noted."""
_LONGEST = dt.timedelta(minutes=15)
_JOB = "generate"
_FAILED = "Something went wrong while reading this article. You can try once more."
ACTIVE = (RunStatus.QUEUED, RunStatus.RUNNING)
"""Before the worker and in its hand."""


class StopRequested(Exception):
    """The teacher asked the run to stop."""


@dataclass(frozen=True, slots=True)
class RunView:
    """A generation run as its page shows it. ``done`` of ``total`` within ``stage``."""

    id: int
    status: RunStatus
    stage: str
    done: int
    total: int
    reason: str
    facts: int
    drafts: int
    fact_id: int | None = None
    """The one fact it asks about, if it does."""

    @property
    def is_active(self) -> bool:
        """Whether the worker has it still before it or in hand."""
        return self.status in ACTIVE


def request_run(
    article_id: int, *, teacher_id: int, seed: int = 0, fact_id: int | None = None, replaces: int | None = None
) -> int:
    """Ask for questions on the newest version of an article, or for one more on one of its facts; the run's id.

    ``replaces`` is the item whose place the new one is to take. Raises ``NotFound`` for somebody else's article,
    ``Conflict`` while a run is under way.
    """
    articles.lock(article_id)
    article = articles.article_text(article_id, teacher_id=teacher_id)
    last = last_run(article.version_id)
    if last is not None and last.is_active:
        raise Conflict("This article is being read already.")
    run = GenerationRun(
        article_version_id=article.version_id,
        status=RunStatus.QUEUED,
        seed=seed,
        fact_id=fact_id,
        requested_by=teacher_id,
        requested_at=utc_now(),
    )
    db.session.add(run)
    db.session.flush()
    run_id = run.id
    if replaces is not None:
        db.session.add(Replacement(generation_run_id=run_id, item_id=replaces))
    audit.record("generate", "article", article_id, teacher_id, seed=seed)
    db.session.commit()
    in_hand.enqueue(_JOB, [run_id])
    return run_id


def stop_run(article_id: int, *, teacher_id: int) -> None:
    """Ask the run under way to stop. Nothing of it is kept. Raises ``NotFound`` for somebody else's."""
    article = articles.article_text(article_id, teacher_id=teacher_id)
    db.session.execute(
        update(GenerationRun)
        .where(GenerationRun.article_version_id == article.version_id, GenerationRun.status.in_(ACTIVE))
        .values(status=RunStatus.STOPPED, finished_at=utc_now(), reason="You stopped it. Nothing was kept.")
    )
    db.session.commit()


def last_run(article_version_id: int) -> RunView | None:
    """The newest run over an article version, if there was one."""
    run = db.session.scalar(
        select(GenerationRun)
        .where(GenerationRun.article_version_id == article_version_id)
        .order_by(GenerationRun.id.desc())
        .limit(1)
    )
    if run is None:
        return None
    facts = db.session.query(FactRow).filter_by(article_version_id=article_version_id).count()
    drafts = db.session.query(ItemRow).filter_by(generation_run_id=run.id).count()
    return RunView(run.id, run.status, run.stage, run.done, run.total, run.reason, facts, drafts, run.fact_id)


def requeue_stale() -> int:
    """Put every run that a dead worker left behind back on the queue; how many there were.

    The embedded queue has one worker, so at its start whatever runs is dead. With PostgreSQL others
    may be at work: only runs of more than 15 minutes are taken to be dead. A run delivered twice is
    carried out once.
    """
    running = GenerationRun.status == RunStatus.RUNNING
    if db.engine.dialect.name != "sqlite":
        running &= GenerationRun.started_at < utc_now() - _LONGEST
    db.session.execute(update(GenerationRun).where(running).values(status=RunStatus.QUEUED, stage=""))
    db.session.commit()
    query = select(GenerationRun.id).where(GenerationRun.status == RunStatus.QUEUED).order_by(GenerationRun.id)
    waiting = list(db.session.scalars(query))
    db.session.rollback()
    in_hand.enqueue(_JOB, waiting)
    return len(waiting)


def run(run_id: int) -> None:
    """Carry out a queued run; nothing where it was taken up, stopped or finished already."""
    if not in_hand.claim(GenerationRun, run_id, *ACTIVE, started_at=utc_now(), stage="read"):
        return
    try:
        _carry_out(run_id)
    except StopRequested:
        log.info("generation stopped", run=run_id)
    except Exception:
        log.exception("generation failed", run=run_id)
        db.session.rollback()
        in_hand.end(GenerationRun, run_id, RunStatus.RUNNING, RunStatus.FAILED, reason=_FAILED)


def _carry_out(run_id: int) -> None:
    from quizapp.core.generation import pipeline  # the parser is loaded here, in the worker, and nowhere else

    version_id, article, text, seed, fact_id = db.session.execute(
        select(ArticleVersion.id, Article.title, ArticleVersion.text, GenerationRun.seed, GenerationRun.fact_id)
        .join(ArticleVersion, ArticleVersion.article_id == Article.id)
        .join(GenerationRun, GenerationRun.article_version_id == ArticleVersion.id)
        .where(GenerationRun.id == run_id)
    ).one()
    progress = _Progress(run_id)
    if fact_id is not None:
        fact, asked = item_views.fact_and_stems(fact_id)
        db.session.rollback()
        _store(run_id, pipeline.another(article, text, fact, asked=asked, seed=seed, progress=progress))
        return
    earlier = _asked_about(version_id)
    db.session.rollback()  # no lock is held while the generator works
    _store(run_id, pipeline.generate(article, text, seed=seed, earlier=earlier, progress=progress))


def _asked_about(version_id: int) -> list["Stated"]:
    """The facts on which there is a question, whatever the teacher thought of it: none is drafted twice."""
    asked = select(ItemRow.fact_id).where(ItemRow.fact_id.is_not(None))
    rows = select(FactRow.start, FactRow.end, FactRow.claim).where(
        FactRow.article_version_id == version_id, FactRow.id.in_(asked)
    )
    return [(start, end, claim) for start, end, claim in db.session.execute(rows)]


class _Progress:
    """Notes how far a run is, and notices that it was stopped."""

    def __init__(self, run_id: int) -> None:
        self._run_id = run_id
        self._stage = ""
        self._next = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage == self._stage and now < self._next:
            return
        self._stage, self._next = stage, now + _WRITE_EVERY
        is_running = GenerationRun.status == RunStatus.RUNNING
        noted = {"stage": stage, "done": done, "total": total}
        goes_on = in_hand.move(GenerationRun, self._run_id, is_running, RunStatus.RUNNING, **noted)
        db.session.commit()
        if not goes_on:
            raise StopRequested


def _store(run_id: int, generated: "GeneratedSet") -> None:
    """Facts and drafts in one transaction, together with the end of the run."""
    from quizapp.core.generation.reader import VERSION

    told = {"reason": generated.reason, "dropped": dict(generated.dropped), "generator": VERSION}
    is_running = GenerationRun.status == RunStatus.RUNNING
    if not in_hand.move(GenerationRun, run_id, is_running, RunStatus.DONE, finished_at=utc_now(), **told):
        db.session.rollback()
        raise StopRequested
    version_id, article_id = db.session.execute(
        select(ArticleVersion.id, ArticleVersion.article_id)
        .join(GenerationRun, GenerationRun.article_version_id == ArticleVersion.id)
        .where(GenerationRun.id == run_id)
    ).one()
    facts = store_facts(version_id, generated.facts)
    for draft in generated.drafts:
        store_draft(draft, article_id, version_id, run_id, facts)
    if generated.drafts:
        articles.lock(article_id)
        replacing.set_aside_drafts(run_id)
    db.session.commit()
