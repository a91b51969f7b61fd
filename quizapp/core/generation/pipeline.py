"""The one way in: an article becomes facts and checked questions."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from quizapp.core.generation import ranking
from quizapp.core.generation.arranging import spread_keys
from quizapp.core.generation.asking.ask import ask
from quizapp.core.generation.asking.candidates import Candidate, Source
from quizapp.core.generation.asking.distractors import collect
from quizapp.core.generation.asking.several import Event, event, on_events
from quizapp.core.generation.asking.speakers import on_quotation
from quizapp.core.generation.checks import check_item
from quizapp.core.generation.claims.foci import find_foci
from quizapp.core.generation.claims.parts import parts_of
from quizapp.core.generation.claims.quotations import Quotation, find_quotations
from quizapp.core.generation.claims.stating import find_claims
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.facts import Coverage, Fact, Stated, coverage, find_facts, weight
from quizapp.core.generation.names.entities import find_names
from quizapp.core.generation.names.references import find_references
from quizapp.core.generation.reader import read
from quizapp.core.generation.wording import TOO_FEW, points
from quizapp.core.items import ItemDraft, Outcome
from quizapp.core.text.citations import cite
from quizapp.core.text.counting import number_word
from quizapp.core.text.language import is_english, is_foreign
from quizapp.core.text.passages import Passage, split_passages

MERIT_OF_A_POINT = 0.08
"""What a point of wording is worth beside the other merits."""
CLEAR_ENOUGH = 0.75
"""Clearness of a claim below which a question on it is doubtful."""
_ASIDE = {"relative": 0.08, "apposition": 0.1}
"""What a claim loses in merit because its article says it by the way."""
Progress = Callable[[str, int, int], None]
FEW, SHORT = 6, 600
"""Questions below which a set is called small, and words from which it should hold more."""
ENOUGH = 10


@dataclass(frozen=True, slots=True)
class GeneratedSet:
    """What the generator found in an article. ``reason`` says why there are few questions or none."""

    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...]
    drafts: tuple[ItemDraft, ...]
    reason: str = ""
    dropped: Mapping[str, int] = field(default_factory=dict)
    coverage: Coverage = field(default=Coverage(()))


@dataclass(frozen=True, slots=True)
class Seeded:
    """The seed of a run and who is told of its progress."""

    seed: int
    note: Progress

    def random(self, words: str) -> Random:
        """Randomness for one fact: what it decides does not depend on the facts around it."""
        return Random(f"{self.seed}:{words}")  # noqa: S311 - choices, not secrets


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def generate(
    title: str, text: str, *, seed: int = 0, earlier: Collection[Stated] = (), progress: Progress | None = None
) -> GeneratedSet:
    """Questions on ``text`` (as ``normalize_text`` gives it), in the order of the article.

    ``progress(stage, done, total)`` is called with the stages read, facts, questions and checks; what
    it raises passes through. The same title, text, seed and ``earlier`` give the same set: facts that stand
    in ``earlier`` are not asked about again.
    """
    note = progress or _silent
    found = _find(title, text, Seeded(seed, note))
    if found.unreadable:
        return GeneratedSet(found.passages, (), (), found.unreadable)
    facts, parts, candidates, dropped = found.facts, found.parts, found.candidates, found.dropped
    note("checks", 0, len(candidates))
    before = _asked_before(facts, len(facts) - len(parts), parts, earlier)
    dropped["asked in an earlier set"] += sum(bool(before & set(c.sources)) for c in candidates)
    candidates = [c for c in candidates if not before & set(c.sources)]
    sound = _sound(candidates, text, dropped)
    chosen, left = ranking.choose(sound, facts, len(text.split()), len(text))
    dropped.update(left)
    facts, chosen = _settled(facts, len(facts) - len(parts), spread_keys(chosen))
    drafts = tuple(_draft(candidate, text) for candidate in chosen)
    note("checks", len(candidates), len(candidates))
    covered = coverage(facts, [candidate.sources for candidate in chosen])
    reason = _reason_for_more(drafts) if earlier else _reason(text, drafts)
    return GeneratedSet(found.passages, facts, drafts, reason, dict(sorted((+dropped).items())), covered)


@dataclass(frozen=True, slots=True)
class _Found:
    """All that could be asked about an article; ``unreadable`` says why there is nothing at all."""

    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...] = ()
    parts: Sequence[tuple[int, Claim]] = ()
    candidates: list[Candidate] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    unreadable: str = ""


def _find(title: str, text: str, seeded: Seeded) -> _Found:
    note = seeded.note
    passages = tuple(split_passages(text))
    note("read", 0, len(passages))
    unreadable = _unreadable(text)
    if unreadable:
        return _Found(passages, unreadable=unreadable)
    english = [passage for passage in passages if not is_foreign(passage.of(text))]
    document = read(title, text, english, lambda done, total: note("read", done, total))
    note("facts", 0, len(document.paragraphs))
    names = find_names(document)
    around = Surroundings(document, names, find_references(document, names))
    claims, dropped = find_claims(around)
    quotations = find_quotations(around)
    parts = [(whole, part) for whole, claim in enumerate(claims) for part in parts_of(claim, around)]
    facts = find_facts(claims, quotations, [part for _, part in parts], around)
    note("questions", 0, len(facts))
    candidates = _candidates(claims, quotations, parts, around, seeded)
    return _Found(passages, facts, parts, candidates, dropped)


def another(  # noqa: PLR0913
    title: str,
    text: str,
    wanted: Stated,
    *,
    asked: Collection[str],
    seed: int = 0,
    progress: Progress | None = None,
) -> GeneratedSet:
    """One more question on the fact ``wanted``, with none of the stems ``asked``; ``reason`` where there is none.

    The same arguments give the same question. Title, text and progress are as for ``generate``.
    """
    note = progress or _silent
    found = _find(title, text, Seeded(seed, note))
    own = {n for n, fact in enumerate(found.facts) if fact.stated == wanted}
    stems = {" ".join(stem.split()).casefold() for stem in asked}
    note("checks", 0, len(found.candidates))
    sound = [
        candidate
        for candidate in _sound(found.candidates, text, found.dropped)
        if candidate.sources[0] in own and " ".join(candidate.content.stem.split()).casefold() not in stems
    ]
    if not sound:
        return GeneratedSet(found.passages, (), (), found.unreadable or NOTHING_ELSE)
    best = max(sound, key=lambda c: (not c.is_doubtful, c.merit, c.content.stem))
    facts = (found.facts[best.sources[0]],)
    drafts = (_draft(replace(best, sources=(0,)), text),)
    return GeneratedSet(found.passages, facts, drafts, "", {}, coverage(facts, [(0,)]))


NOTHING_ELSE = "quizapp finds no other question on this fact. You can write one of your own."


def _asked_before(
    facts: Sequence[Fact], first: int, parts: Sequence[tuple[int, Claim]], earlier: Collection[Stated]
) -> set[int]:
    """The facts of an earlier set, the wholes of its parts and the parts of its wholes; parts begin at ``first``."""
    known = set(earlier)
    own = {n for n, fact in enumerate(facts) if fact.stated in known}
    wholes = own | {whole for n, (whole, _) in enumerate(parts, start=first) if n in own}
    return wholes | {n for n, (whole, _) in enumerate(parts, start=first) if whole in own}


def _settled(
    facts: Sequence[Fact], whole: int, chosen: Sequence[Candidate]
) -> tuple[tuple[Fact, ...], list[Candidate]]:
    """The facts without parts that nobody asks for, and without wholes whose parts are asked instead.

    The first ``whole`` facts are wholes. The candidates' sources are numbered anew.
    """
    asked = {source for candidate in chosen for source in candidate.sources}
    replaced = {candidate.whole for candidate in chosen} - asked
    kept = [n for n in range(len(facts)) if n not in replaced and (n < whole or n in asked)]
    places = {old: new for new, old in enumerate(kept)}
    moved = [replace(c, sources=tuple(places[source] for source in c.sources)) for c in chosen]
    return tuple(facts[n] for n in kept), moved


def _candidates(
    claims: Sequence[Claim],
    quotations: Sequence[Quotation],
    parts: Sequence[tuple[int, Claim]],
    around: Surroundings,
    seeded: Seeded,
) -> list[Candidate]:
    found: list[Candidate] = []
    events: list[Event] = []
    total = len(claims) + len(quotations) + len(parts)
    values = collect(around)
    for index, claim in enumerate(claims):
        source = Source(claim, index, seeded.random(claim.text))
        found.extend(_weighed(c, claim, around) for c in ask(source, values, around))
        dated = (event(source, focus, weight(claim, around)) for focus in find_foci(claim, around))
        events.extend(e for e in dated if e is not None)
        seeded.note("questions", index + 1, total)
    found.extend(on_events(events, seeded.random("events")))
    for index, quotation in enumerate(quotations, start=len(claims)):
        found.extend(on_quotation(quotation, index, quotations, around, seeded.random(quotation.words)))
    for index, (whole, part) in enumerate(parts, start=len(claims) + len(quotations)):
        asked = ask(Source(part, index, seeded.random(part.text)), values, around)
        found.extend(replace(_weighed(c, part, around), whole=whole) for c in asked if c.topic != "claim")
    return found


def _weighed(candidate: Candidate, claim: Claim, around: Surroundings) -> Candidate:
    """A candidate with what its claim's clearness, wording and place in the sentence take from its merit."""
    merit = candidate.merit - 0.4 * (1 - claim.clear) - _ASIDE.get(claim.clause.kind, 0.0)
    scored = points(candidate, claim, around)
    return replace(
        candidate,
        merit=merit + MERIT_OF_A_POINT * scored,
        is_awkward=scored <= TOO_FEW,
        is_doubtful=candidate.is_doubtful or claim.clear < CLEAR_ENOUGH,
    )


_SAME_STEM = frozenset(["ordering", "matching"])
"""Kinds whose stem only says what is to be done."""


def _sound(candidates: Sequence[Candidate], text: str, dropped: Counter[str]) -> list[Candidate]:
    """The candidates that pass every check; a look is as good as a failure here."""
    sound = []
    keys: dict[str, set[str]] = {}
    for candidate in candidates:
        keys.setdefault(candidate.content.stem, set()).add(ranking.key_text(candidate))
    for candidate in candidates:
        if candidate.is_awkward:
            dropped["reads awkwardly"] += 1
            continue
        if len(keys[candidate.content.stem]) > 1 and candidate.kind not in _SAME_STEM:
            dropped["two answers in the article"] += 1
            continue
        verdicts = check_item(candidate.content, cite(text, candidate.start, candidate.end), text)
        failed = next((v.name for v in verdicts if v.outcome is not Outcome.PASS), "")
        if failed:
            dropped[failed] += 1
        else:
            sound.append(candidate)
    return sound


def _draft(candidate: Candidate, text: str) -> ItemDraft:
    citation = cite(text, candidate.start, candidate.end)
    checks = check_item(candidate.content, citation, text)
    refutations = {option: cite(text, *span) for option, span in candidate.refutations.items()}
    fact = candidate.sources[0]
    return ItemDraft(candidate.kind, candidate.content, citation, candidate.passage, checks, refutations, fact)


def _unreadable(text: str) -> str:
    """Why a text cannot be asked about at all, or blank."""
    if len(text.split()) > FEW_WORDS and not is_english(text):
        return "This does not look like an English text, and quizapp reads only English well."
    letters = [ch for ch in text if ch.isalpha()]
    capitals = sum(ch.isupper() for ch in letters)
    if letters and capitals > MOSTLY * len(letters):
        return "This text is in capitals, and without small letters quizapp cannot tell names from other words."
    if letters and not capitals:
        return "This text has no capitals, and without them quizapp cannot tell names from other words."
    return ""


FEW_WORDS = 12
"""Words up to which a text is too short to tell its language."""
MOSTLY = 0.6


def _reason_for_more(drafts: Sequence[ItemDraft]) -> str:
    if drafts:
        return ""
    return "quizapp finds nothing more to ask well here. Your earlier questions stay as they are."


def _reason(text: str, drafts: Sequence[ItemDraft]) -> str:
    wanted = ENOUGH if len(text.split()) >= SHORT else FEW
    if len(drafts) >= wanted:
        return ""
    found = f"{number_word(len(drafts))} {'question' if len(drafts) == 1 else 'questions'}"
    return (
        f"quizapp found {found} here. Few sentences of this text can be understood by themselves and hold a year, "
        "a number, a place or a person to ask for. You can write questions of your own."
    )
