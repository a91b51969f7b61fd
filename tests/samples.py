"""Small things to test with, made by the services themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.core.items import ItemContent, Option, Origin, Verdict
from quizapp.core.settings import QuizSettings
from quizapp.core.text.citations import Citation, locate
from quizapp.models.users import User
from quizapp.services import accounts, article_details, articles, decisions, items, quizzes
from quizapp.services.guests import Taker, add_guest, guest_taker
from quizapp.services.published import published

PASSWORD = "a short sentence"
TITLE = "The bridge at Orrin"
TEXT = """## How it was built

The bridge at Orrin was opened in 1907. Mara Voss, an engineer from the coast, drew the plans and chose the stone. \
The old ferry had carried people across the river for two hundred years before that.

Building it took six years. The work cost 40,000 crowns, and half of the money came from a tax on salt.

## What became of it

A flood carried one arch away in 1931. The town built it up again within a year, and the bridge has stood ever since.

“Nobody will remember the ferry,” said Tom Harrow, the last ferryman. He was wrong: a museum beside the bridge keeps \
his boat."""


@dataclass(frozen=True)
class Published:
    """A published quiz and what it is made of."""

    article_id: int
    quiz_id: int
    quiz_version_id: int
    public_id: str
    versions: tuple[int, ...]


def cited(words: str, text: str = TEXT) -> Citation:
    """The citation of words that stand once in the text."""
    found = locate(text, words)
    assert found, words
    return found


CHOICE = ItemContent(
    "single_choice",
    "Who drew the plans of the bridge at Orrin?",
    {"option": "b"},
    (
        Option("a", "Tom Harrow", "Tom Harrow was the last ferryman."),
        Option("b", "Mara Voss"),
        Option("c", "The mayor of Orrin"),
    ),
    "Mara Voss, an engineer from the coast, drew the plans.",
)
STATEMENT = ItemContent(
    "true_false",
    "A flood carried one arch of the bridge at Orrin away in 1913.",
    {"value": False},
    (),
    "The flood came in 1931, not in 1913.",
)
SHORT = ItemContent(
    "short_answer",
    "What did people use to cross the river before the bridge at Orrin was opened?",
    {"accepted": ["the ferry", "a ferry", "the old ferry", "a boat"]},
    (),
    "An old ferry had carried people across for two hundred years.",
)
NUMBER = ItemContent(
    "numeric",
    "How many crowns did the bridge at Orrin cost?",
    {"value": "40000", "tolerance": "0", "unit": "crowns"},
    (),
    "The work cost 40,000 crowns.",
)
CLOZE = ItemContent(
    "cloze",
    "Half of the money for the bridge at Orrin came from a tax on _____.",
    {"gaps": [["salt"]]},
    (),
    "A tax on salt paid for half of the work.",
)
SEVERAL = ItemContent(
    "multiple_choice",
    "What did Mara Voss do for the bridge at Orrin?",
    {"options": ["a", "c"]},
    (
        Option("a", "She drew the plans"),
        Option("b", "She rowed the ferry", "The last ferryman was Tom Harrow."),
        Option("c", "She chose the stone"),
        Option("d", "She paid for half of it", "Half of the money came from a tax."),
    ),
    "She drew the plans and chose the stone.",
)
ORDER = ItemContent(
    "ordering",
    "In which order did this happen at Orrin?",
    {"order": ["c", "b", "a", "d"]},
    (
        Option("a", "A flood carries one arch away"),
        Option("b", "The bridge is opened"),
        Option("c", "The ferry carries people across"),
        Option("d", "The town builds the arch up again"),
    ),
    "The ferry came before the bridge of 1907, and the arch was built up after the flood.",
)
PAIRS = ItemContent(
    "matching",
    "What did each of them do for the bridge at Orrin or the ferry?",
    {"pairs": {"p1": "a2", "p2": "a4", "p3": "a3"}},
    (
        Option("p1", "Mara Voss"),
        Option("p2", "Tom Harrow"),
        Option("p3", "A tax on salt"),
        Option("a1", "carried one arch away"),
        Option("a2", "drew the plans"),
        Option("a3", "paid half of the cost"),
        Option("a4", "rowed the ferry"),
    ),
    "Voss was the engineer, Harrow the ferryman, and salt was taxed.",
)
EVIDENCE = ItemContent(
    "evidence",
    "Which sentence proves that the bridge at Orrin was repaired quickly?",
    {"option": "d"},
    (
        Option("a", "The bridge at Orrin was opened in 1907."),
        Option("b", "Building it took six years.", "That was the first building."),
        Option("c", "A flood carried one arch away in 1931."),
        Option("d", "The town built it up again within a year, and the bridge has stood ever since."),
    ),
    "It was built up again within a year.",
)
PROOFS = {
    "single_choice": "Mara Voss, an engineer from the coast, drew the plans and chose the stone.",
    "true_false": "A flood carried one arch away in 1931.",
    "short_answer": "The old ferry had carried people across the river for two hundred years before that.",
    "numeric": "The work cost 40,000 crowns",
    "cloze": "half of the money came from a tax on salt",
    "multiple_choice": "Mara Voss, an engineer from the coast, drew the plans and chose the stone.",
    "ordering": "The town built it up again within a year",
    "matching": "said Tom Harrow, the last ferryman",
    "evidence": "The town built it up again within a year, and the bridge has stood ever since.",
}
CONTENTS = (CHOICE, STATEMENT, SHORT, NUMBER, CLOZE, SEVERAL, ORDER, PAIRS, EVIDENCE)
"""One question of every interaction."""
RIGHT: tuple[str | list[str], ...] = (
    "b",
    "false",
    "The Ferry",
    "40,000",
    "salt",
    ["c", "a"],
    ["a:3", "b:2", "c:1", "d:4"],
    ["p1:a2", "p2:a4", "p3:a3"],
    "d",
)
"""What a form sends that answers each of them rightly."""


def make_teacher(email: str = "vera@school.org", name: str = "Vera Lind") -> User:
    """A teacher who signs in with ``PASSWORD``."""
    return accounts.create_teacher(email=email, name=name, password=PASSWORD)


def make_guest(name: str = "Mia") -> Taker:
    """A guest."""
    taker = guest_taker(add_guest(name))
    assert taker
    return taker


def make_article(owner_id: int | None, title: str = TITLE, text: str = TEXT) -> int:
    """An article with its passages."""
    return articles.add_article(article_details.ArticleDetails(title=title, text=text), owner_id=owner_id)


def make_item(
    article_id: int,
    content: ItemContent = CHOICE,
    *,
    author_id: int | None = None,
    checks: Sequence[Verdict] = (),
    fact_id: int | None = None,
) -> int:
    """A draft with its proof; the single choice also with what rules option a out. The version's id."""
    refutations = {"a": cited("said Tom Harrow, the last ferryman")} if content.interaction == "single_choice" else {}
    return items.add_item(
        article_id,
        content,
        cited(PROOFS[content.interaction]),
        refutations=refutations,
        kind="mcq",
        origin=Origin.WRITTEN,
        author_id=author_id,
        checks=checks,
        fact_id=fact_id,
    )


def undo(article_id: int, teacher_id: int) -> decisions.Decision:
    """Take the teacher's last decision on an article back."""
    last = decisions.last_decision(article_id, teacher_id=teacher_id)
    return decisions.undo(article_id, last.event_id if last else None, reviewer_id=teacher_id)


def make_quiz(
    owner_id: int | None, contents: tuple[ItemContent, ...] = CONTENTS, *, listed: bool = False, title: str = TITLE
) -> Published:
    """An article with approved items and a published quiz of them, which may be practised."""
    article_id = make_article(owner_id, title=title)
    versions = tuple(make_item(article_id, content, author_id=owner_id) for content in contents)
    for version in versions:
        items.approve(version, reviewer_id=owner_id)
    rows = [items.db.session.get_one(items.ItemVersion, version).item_id for version in versions]
    quiz_id = quizzes.create_quiz(article_id, title, owner_id=owner_id, item_ids=rows, listed=listed)
    items.db.session.get_one(quizzes.Quiz, quiz_id).settings = QuizSettings(practice=True).as_json()
    version_id = quizzes.publish(quiz_id, publisher_id=owner_id)
    public_id = items.db.session.get_one(quizzes.Quiz, quiz_id).public_id
    assert published(public_id).quiz_version_id == version_id
    return Published(article_id, quiz_id, version_id, public_id, versions)


def with_key(content: ItemContent, key: dict[str, object]) -> ItemContent:
    """The same question with another key."""
    return replace(content, key=key)
