"""Rows of a file against the desk: which article each asks about, what is wrong with it, whether the bank has it already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from quizapp.core.grading import interaction
from quizapp.core.importing.questions.contents import content_of
from quizapp.core.importing.questions.rows import Row, Sheet
from quizapp.core.items import ItemContent
from quizapp.core.text.citations import Citation
from quizapp.core.text.folding import folded
from quizapp.core.text.quoting import Quotable
from quizapp.extensions import db
from quizapp.models.articles import Article, ArticleVersion
from quizapp.models.items import ItemRow, ItemVersion
from quizapp.services import item_views, tags
from quizapp.services.errors import Invalid
from quizapp.services.items import content_problems

AT_ONCE = 500
"""Questions of which one statement asks whether the bank has them."""
Identity = tuple[int, str, str, tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Source:
    """The newest version of an article, prepared for words to be found in it."""

    article_id: int
    version_id: int
    quotable: Quotable


@dataclass(frozen=True, slots=True)
class Drafted:
    """A row that can become a draft. Without a citation ``note`` says why there is none."""

    article_id: int
    version_id: int
    content: ItemContent
    citation: Citation | None
    note: str
    kind: str
    tags: tuple[str, ...]

    @property
    def identity(self) -> Identity:
        """What makes it the same question as another."""
        return identity(self.article_id, self.content)


@dataclass(slots=True)
class Looked:
    """What a look at a whole file found. Lines come with words for the teacher."""

    good: list[tuple[int, Row]] = field(default_factory=list)
    """Rows that can be added, with the ids of their articles."""
    faults: list[tuple[int, str]] = field(default_factory=list)
    known: list[tuple[int, str]] = field(default_factory=list)
    """Rows that are in the bank already, or stand in the file before."""
    unproven: list[tuple[int, str]] = field(default_factory=list)
    """Rows that are good and cite no words yet."""

    def told(self, titles: Mapping[int, str]) -> dict[str, Any]:
        """As it is kept: the lists, and for each article its title and how many questions it gets."""
        counts: dict[int, int] = {}
        for article_id, _ in self.good:
            counts[article_id] = counts.get(article_id, 0) + 1
        return {
            "faults": self.faults,
            "known": self.known,
            "unproven": self.unproven,
            "articles": [[article_id, titles[article_id], count] for article_id, count in sorted(counts.items())],
        }


def identity(article_id: int, content: ItemContent) -> Identity:
    """Article, kind, and the words of question, options and key: spaces, capitals and accents do not count."""
    options = tuple(sorted(folded(option.text) for option in content.options))
    key = interaction(content.interaction).key_text(content)
    return article_id, content.interaction, folded(content.stem), options, folded(key)


def newest_versions(article_ids: Iterable[int]) -> dict[int, int]:
    """The ids of the newest versions, by article. One statement."""
    rows = db.session.execute(
        select(ArticleVersion.article_id, func.max(ArticleVersion.id))
        .where(ArticleVersion.article_id.in_(list(article_ids)))
        .group_by(ArticleVersion.article_id)
    )
    return {row[0]: row[1] for row in rows}


def renewed(article_ids: Iterable[int], before: Mapping[int, Source]) -> dict[int, Source]:
    """The newest versions of articles, those of ``before`` where they still are. Two statements at most."""
    newest = newest_versions(article_ids)
    kept = {a: source for a, source in before.items() if newest.get(a) == source.version_id}
    missing = [version_id for article_id, version_id in newest.items() if article_id not in kept]
    if not missing:
        return kept
    rows = db.session.execute(
        select(ArticleVersion.article_id, ArticleVersion.id, ArticleVersion.text).where(ArticleVersion.id.in_(missing))
    )
    return kept | {article_id: Source(article_id, version_id, Quotable(text)) for article_id, version_id, text in rows}


def drafted(row: Row, source: Source) -> Drafted | str:
    """The draft that a row becomes, or why it cannot be one."""
    citation = source.quotable.find(row.quote) if row.quote else None
    content = content_of(row, citation.exact if citation else "")
    if isinstance(content, str):
        return content
    try:
        named = tuple(tags.tidy(row.tags))
    except Invalid as error:
        return str(error)
    problems = content_problems(content, source.quotable.text)
    if "explanation" in problems:
        problems["explanation"] = [f"{_unproven(row, citation)} Correct the quote, or say why the answer is right."]
    if problems:
        return " ".join(words for found in problems.values() for words in found)
    kind, note = row.asked or interaction(content.interaction).KIND, _unproven(row, citation)
    return Drafted(source.article_id, source.version_id, content, citation, note, kind, named)


def _unproven(row: Row, citation: Citation | None) -> str:
    if citation is not None:
        return ""
    if not row.quote:
        return "The file gives no words that prove it."
    return f"The file gives “{row.quote[:300]}” as proof, but the article does not say so."


def known(drafts: Sequence[Drafted]) -> set[Identity]:
    """Those of these questions that were ever in the bank, whatever became of them. One statement for each 500."""
    found: set[Identity] = set()
    for at in range(0, len(drafts), AT_ONCE):
        some = drafts[at : at + AT_ONCE]
        rows = db.session.execute(
            select(ItemRow.article_id, ItemVersion)
            .join(ItemVersion, ItemVersion.item_id == ItemRow.id)
            .where(
                ItemRow.article_id.in_({draft.article_id for draft in some}),
                ItemVersion.stem.in_({draft.content.stem for draft in some}),
            )
        )
        found |= {identity(article_id, item_views.content_of(version)) for article_id, version in rows}
    return found


def look(sheet: Sheet, *, owner_id: int, article_id: int | None) -> tuple[list[tuple[int, Row]], dict[str, Any]]:
    """The rows of a file that can be added, with their articles; and all there is to tell.

    ``article_id`` is the article of every row, where the teacher chose one. Nothing is stored.
    """
    titles = _own_titles(owner_id)
    looked = Looked(faults=[(fault.line, fault.words) for fault in sheet.faults])
    placed = [(row, _article_of(row, titles) if article_id is None else article_id) for row in sheet.rows]
    texts = renewed({place for _, place in placed if isinstance(place, int)}, {})
    drafts: list[tuple[Row, Drafted]] = []
    for row, place in placed:
        draft = drafted(row, texts[place]) if isinstance(place, int) else place
        if isinstance(draft, str):
            looked.faults.append((row.line, draft))
        else:
            drafts.append((row, draft))
    _part(drafts, looked)
    looked.faults.sort()
    return looked.good, looked.told(titles)


def _part(drafts: Sequence[tuple[Row, Drafted]], looked: Looked) -> None:
    """Which are new, which the bank has, and which stand in the file before."""
    there = known([draft for _, draft in drafts])
    lines: dict[Identity, int] = {}
    for row, draft in drafts:
        first = lines.setdefault(draft.identity, row.line)
        if draft.identity in there:
            looked.known.append((row.line, "The bank has this question already."))
        elif first != row.line:
            looked.known.append((row.line, f"The same question as in line {first}."))
        else:
            looked.good.append((draft.article_id, row))
            if draft.note:
                looked.unproven.append((row.line, draft.note))


def _own_titles(owner_id: int) -> dict[int, str]:
    rows = db.session.execute(
        select(Article.id, Article.title).where(Article.owner_id == owner_id).order_by(Article.id)
    )
    return {row.id: row.title for row in rows}


def _article_of(row: Row, titles: Mapping[int, str]) -> int | str:
    """The id of the article that a row names, or why there is none."""
    wanted = " ".join(row.article.split()).casefold()
    if not wanted:
        return "It names no article. Choose one for the whole file, or fill in the column “article”."
    found = [article_id for article_id, title in titles.items() if title.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    name = row.article[:80]
    if found:
        return f"Several of your articles are called “{name}”. Choose one for the whole file."
    return f"There is no article “{name}” on your desk."
