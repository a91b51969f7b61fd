"""What is measured of one generated set, and of many together. Shares run from 0 to 1."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.core.generation.pipeline import GeneratedSet
from quizapp.core.grading import interaction
from quizapp.core.items import ItemDraft
from quizapp.core.text.passages import PassageKind
from tests.quality.articles import Article

LONG = 600
"""Words from which a text is expected to give a whole set."""
MOST_OF_A_KIND = 0.6
SAME_ANSWER = 0.5
"""Token F1 from which two answers count as the same (Rajpurkar et al., 2016, section 6.1, for the measure)."""
_WORD = re.compile(r"\w+")
_ARTICLES = frozenset(["a", "an", "the"])


@dataclass(frozen=True, slots=True)
class Measured:
    """The numbers of one set."""

    name: str
    words: int
    items: int
    kinds: Mapping[str, int]
    reason: str
    dropped: Mapping[str, int]
    facts: int
    covered: int
    twice: int
    not_asked: int
    paragraphs: int
    paragraphs_asked: int
    both_halves: bool
    true: int
    false: int
    key_positions: Mapping[str, int]
    compared: int
    """Answers that were compared with those of people; 0 where people asked nothing."""
    asked_by_people: int
    unmatched: Sequence[str] = field(default=())
    """The answers that no person asked for, with the number of their paragraph."""

    @property
    def several_kinds(self) -> bool:
        """Whether there are at least three kinds, none of them above 60 %."""
        return len(self.kinds) >= 3 and max(self.kinds.values()) <= MOST_OF_A_KIND * self.items


def measure(article: Article, made: GeneratedSet) -> Measured:
    """The numbers of the set made of ``article``."""
    truths = Counter(d.content.key["value"] for d in made.drafts if d.content.interaction == "true_false")
    paragraphs = [p for p in made.passages if p.kind is PassageKind.PARAGRAPH]
    unmatched, compared = against_people(article, made)
    return Measured(
        name=article.name,
        words=article.words,
        items=len(made.drafts),
        kinds=dict(sorted(Counter(d.kind for d in made.drafts).items())),
        reason=made.reason,
        dropped=made.dropped,
        facts=len(made.facts),
        covered=made.coverage.covered,
        twice=made.coverage.twice,
        not_asked=made.coverage.not_asked,
        paragraphs=len(paragraphs),
        paragraphs_asked=len({d.passage for d in made.drafts}),
        both_halves=in_both_halves(made.drafts, len(article.text)),
        true=truths[True],
        false=truths[False],
        key_positions=key_positions(made.drafts),
        compared=compared,
        asked_by_people=compared - len(unmatched),
        unmatched=unmatched,
    )


def in_both_halves(drafts: Iterable[ItemDraft], length: int) -> bool:
    """Whether there is proof in the first and in the second half of a text of so many characters."""
    return {2 * draft.citation.start >= length for draft in drafts} == {True, False}


def key_positions(drafts: Iterable[ItemDraft]) -> dict[str, int]:
    """How often the key of a single choice stands first (A), second (B) …, as written."""
    places: Counter[str] = Counter()
    for draft in drafts:
        if draft.content.interaction == "single_choice":
            ids = [option.id for option in draft.content.options]
            places["ABCDEFGH"[ids.index(draft.content.key["option"])]] += 1
    return dict(sorted(places.items()))


def against_people(article: Article, made: GeneratedSet) -> tuple[tuple[str, ...], int]:
    """The answers that nobody asked for in the same paragraph, and how many answers were compared.

    True or false is no answer that people give, so such questions are left out.
    """
    if not article.answers:
        return (), 0
    unmatched, compared = [], 0
    for draft in made.drafts:
        if draft.content.interaction == "true_false":
            continue
        compared += 1
        key = interaction(draft.content.interaction).key_text(draft.content)
        place = next(p.position for p in made.passages if p.start <= draft.citation.start < p.end)
        if max((token_f1(key, answer) for answer in article.answers.get(place, ())), default=0.0) < SAME_ANSWER:
            unmatched.append(f"{draft.passage}: {key}")
    return tuple(unmatched), compared


def tokens(text: str) -> list[str]:
    """The words of an answer, without case, punctuation, thousands marks and articles."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text).casefold()
    return [word for word in _WORD.findall(plain) if word not in _ARTICLES]


def token_f1(one: str, other: str) -> float:
    """The harmonic mean of precision and recall of words, from 0 to 1."""
    ours, theirs = Counter(tokens(one)), Counter(tokens(other))
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of all texts together. Shares are ``None`` where there is nothing to take them of."""

    texts: int
    words: int
    items: int
    items_per_text: float
    kinds: Mapping[str, int]
    long_texts: int
    with_ten: float | None
    with_six: float | None
    with_several_kinds: float | None
    dropped: Mapping[str, int]
    facts: int
    covered: int
    twice: int
    not_asked: int
    paragraphs_asked: float | None
    both_halves: float | None
    true: int
    false: int
    key_positions: Mapping[str, int]
    compared: int
    asked_by_people: float | None


def summarize(sets: Sequence[Measured]) -> Summary:
    """All sets together. Shares of texts are those of texts of at least 600 words."""
    long = [one for one in sets if one.words >= LONG]
    return Summary(
        texts=len(sets),
        words=sum(one.words for one in sets),
        items=sum(one.items for one in sets),
        items_per_text=round(sum(one.items for one in sets) / max(1, len(sets)), 2),
        kinds=added(one.kinds for one in sets),
        long_texts=len(long),
        with_ten=share(sum(one.items >= 10 for one in long), len(long)),
        with_six=share(sum(one.items >= 6 for one in long), len(long)),
        with_several_kinds=share(sum(one.several_kinds for one in long), len(long)),
        dropped=added(one.dropped for one in sets),
        facts=sum(one.facts for one in sets),
        covered=sum(one.covered for one in sets),
        twice=sum(one.twice for one in sets),
        not_asked=sum(one.not_asked for one in sets),
        paragraphs_asked=share(sum(one.paragraphs_asked for one in sets), sum(one.paragraphs for one in sets)),
        both_halves=share(sum(one.both_halves for one in long), len(long)),
        true=sum(one.true for one in sets),
        false=sum(one.false for one in sets),
        key_positions=dict(sorted(added(one.key_positions for one in sets).items())),
        compared=sum(one.compared for one in sets),
        asked_by_people=share(sum(one.asked_by_people for one in sets), sum(one.compared for one in sets)),
    )


def share(part: int, whole: int) -> float | None:
    """A share to three places, ``None`` of nothing."""
    return round(part / whole, 3) if whole else None


def added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Counts added up, the greatest first."""
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(sorted(total.items(), key=lambda pair: (-pair[1], pair[0])))
