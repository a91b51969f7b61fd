"""The one way in: an article becomes facts and checked questions."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from quizapp.core.generation import ranking, stems
from quizapp.core.generation.asking_speakers import ask_speaker
from quizapp.core.generation.candidates import Candidate, Values, collect
from quizapp.core.generation.checks import check_item
from quizapp.core.generation.entities import find_names
from quizapp.core.generation.quotations import Quotation, find_quotations
from quizapp.core.generation.reader import read
from quizapp.core.generation.statements import Statement, find_statements, title_words
from quizapp.core.items import ItemDraft, Outcome
from quizapp.core.text.citations import cite
from quizapp.core.text.language import is_english
from quizapp.core.text.passages import Passage, split_passages

Progress = Callable[[str, int, int], None]
FEW = 4


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the article states. ``text[start:end]`` is where; ``weight`` from 0 to 1 how much it matters."""

    claim: str
    kind: str
    passage: int
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class GeneratedSet:
    """What the generator found in an article. ``reason`` says why there are few questions or none."""

    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...]
    drafts: tuple[ItemDraft, ...]
    reason: str = ""
    dropped: Mapping[str, int] = field(default_factory=dict)


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


def generate(title: str, text: str, *, seed: int = 0, progress: Progress | None = None) -> GeneratedSet:
    """Questions on ``text`` (as ``normalize_text`` gives it), in the order of the article.

    ``progress(stage, done, total)`` is called with the stages read, facts, questions and checks; what
    it raises passes through. The same title, text and seed give the same set.
    """
    note = progress or _silent
    passages = tuple(split_passages(text))
    note("read", 0, len(passages))
    document = read(title, text, passages, lambda done, total: note("read", done, total))
    note("facts", 0, len(document.paragraphs))
    names = find_names(document)
    statements, dropped = find_statements(document, names)
    quotations = find_quotations(document, names)
    facts = _facts(statements, quotations, title_words(document))
    note("questions", 0, len(facts))
    values = collect(statements, quotations, title_words(document), names)
    candidates = _candidates(statements, quotations, values, Seeded(seed, note))
    note("checks", 0, len(candidates))
    sound = _sound(candidates, text, dropped)
    chosen, left = ranking.choose(sound, [fact.weight for fact in facts], len(text.split()))
    dropped.update(left)
    drafts = tuple(_draft(candidate, text) for candidate in chosen)
    note("checks", len(candidates), len(candidates))
    return GeneratedSet(passages, facts, drafts, _reason(text, drafts), dict(sorted(dropped.items())))


def _facts(statements: Sequence[Statement], quotations: Sequence[Quotation], title: set[str]) -> tuple[Fact, ...]:
    total = max([s.end for s in statements] + [q.end for q in quotations], default=1)
    stated = [Fact(s.text, "statement", s.passage, s.start, s.end, _weight(s, title, total)) for s in statements]
    quoted = [Fact(f"{q.speaker} said: “{q.words}”", "quotation", q.passage, q.start, q.end, 0.5) for q in quotations]
    return (*stated, *quoted)


def _weight(statement: Statement, title: set[str], total: int) -> float:
    """Words of the title, names and an early place make a statement matter more."""
    tokens = [t for t in statement.sentence.span if t.is_alpha]
    shared = sum(t.lower_ in title for t in tokens if not t.is_stop)
    named = len({e.text for e in statement.sentence.span.ents if e.label_ in {"PERSON", "ORG", "GPE", "EVENT", "NORP"}})
    early = 1 - statement.start / total
    return round(min(1.0, 0.15 * min(shared, 3) + 0.12 * min(named, 3) + 0.2 * early), 3)


def _candidates(
    statements: Sequence[Statement], quotations: Sequence[Quotation], values: Values, seeded: Seeded
) -> list[Candidate]:
    found: list[Candidate] = []
    total = len(statements) + len(quotations)
    for source, statement in enumerate(statements):
        found.extend(stems.ask(statement, source, values, seeded.random(statement.text)))
        seeded.note("questions", source + 1, total)
    for source, quotation in enumerate(quotations, start=len(statements)):
        found.extend(ask_speaker(quotation, source, values, seeded.random(quotation.words)))
    return found


def _sound(candidates: Sequence[Candidate], text: str, dropped: Counter[str]) -> list[Candidate]:
    """The candidates that pass every check; a look is as good as a failure here."""
    sound = []
    for candidate in candidates:
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
    return ItemDraft(candidate.kind, candidate.content, citation, candidate.passage, checks, fact=candidate.source)


def _reason(text: str, drafts: Sequence[ItemDraft]) -> str:
    if len(drafts) >= FEW:
        return ""
    if not is_english(text):
        return "This does not look like an English text, and quizapp reads only English well."
    found = "one good question" if len(drafts) == 1 else f"{len(drafts) or 'no'} good questions"
    return (
        f"quizapp found {found} here. Few sentences of this text can be understood by themselves and hold a year, "
        "a number, a country or a person to ask for. You can write questions of your own."
    )
