"""Checks of a question: one verdict a rule, in words for a teacher. No parser: they run in web pages too.

The rules follow the item-writing flaws of Tarrant et al. (2006) and Haladyna, Downing & Rodriguez
(2002), as far as they can be tested on the words alone.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from quizapp.core.generation import second_reader
from quizapp.core.generation.evidence import LEAD
from quizapp.core.grading import interaction
from quizapp.core.items import ItemContent, Outcome, Verdict
from quizapp.core.text.citations import Citation, is_verbatim
from quizapp.core.text.folding import folded
from quizapp.core.text.gaps import GAP

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "and",
        "or",
        "but",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "not",
        "no",
        "as",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "he",
        "she",
        "they",
        "his",
        "her",
        "their",
        "which",
        "who",
        "whom",
        "what",
        "when",
        "where",
        "why",
        "how",
    ]
)
_DANGLING = re.compile(
    r"\b(?:he|she|they|him|them|his|their|this|these|those|former|latter|aforementioned|"
    r"the (?:two sides|same|other (?:side|one))|here|yesterday|today|tomorrow|last (?:year|month|week))\b",
    re.IGNORECASE,
)
_MEANS_OPTIONS = re.compile(r"(?:this|these|those)\Z", re.IGNORECASE)
"""Words that mean the options below them, where these are things to arrange or to choose several of."""
_ARRANGED = frozenset(["ordering", "matching", "multiple_choice"])
_TOLD_APART_ELSEWHERE = frozenset(["evidence", "ordering", "matching"])
"""Interactions whose options are sentences of the article or all belong to the answer: words in common tell nothing."""
_PERSONAL = frozenset(["he", "she", "him", "his", "they", "them", "their"])
_NAME_WITHIN = re.compile(r"(?<=\w )[A-Z]\w+|\A[A-Z][\w.-]+ [A-Z]")
"""A name that a pronoun after it can mean: a capital within the sentence, or two at its beginning."""
_ABSOLUTE = re.compile(r"\b(?:always|never|all|none|every|only|completely|absolutely)\b", re.IGNORECASE)
_ALL_ABOVE = re.compile(r"\b(?:all|none|both) of (?:the above|these|them)\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:not|never|except)\b|n[’']t\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
NAMING_WORDS = 2
"""Words before a plural pronoun within which its noun can stand."""
LONGEST_STEM = 45
"""Words past which a stem is hard to hold in mind."""


@lru_cache(maxsize=20_000)
def words(text: str) -> list[str]:
    """Content words, folded."""
    return [w for w in (folded(m) for m in _WORD.findall(text)) if w and w not in _STOP]


def _verdict(name: str, problem: str, outcome: Outcome = Outcome.FAIL) -> Verdict:
    return Verdict(name, outcome if problem else Outcome.PASS, problem)


def _proven(content: ItemContent, citation: Citation, text: str) -> Verdict:
    if not is_verbatim(text, citation):
        return _verdict("Proven", "The cited words do not stand in the article just so.")
    key = interaction(content.interaction).key_text(content)
    cited = set(words(citation.exact))
    numbers = [
        w
        for w in re.findall(r"\d+", key.replace(",", ""))
        if w not in re.findall(r"\d+", citation.exact.replace(",", ""))
    ]
    if numbers and not set(words(key)) & cited:
        return _verdict("Proven", "The cited words do not hold the number of the answer.", Outcome.LOOK)
    shared = set(words(content.stem + " " + key)) & cited
    if len(shared) < 2:
        return _verdict(
            "Proven", "Question and cited words share hardly a word. Does the citation prove the answer?", Outcome.LOOK
        )
    return _verdict("Proven", "")


def _answerable(content: ItemContent, citation: Citation, text: str) -> Verdict:  # noqa: ARG001
    return _verdict("Answered by its proof", second_reader.problem(content, citation.exact), Outcome.LOOK)


def _one_answer(content: ItemContent, citation: Citation, text: str) -> Verdict:  # noqa: ARG001
    problems = interaction(content.interaction).problems(content)
    return _verdict("One answer only", " ".join(problem.message for problem in problems))


def _stands_alone(content: ItemContent, citation: Citation, text: str) -> Verdict:  # noqa: ARG001
    stem = _QUOTED.sub(" ", content.stem.removeprefix(LEAD))
    for found in _DANGLING.finditer(stem):
        if content.interaction in _ARRANGED and _MEANS_OPTIONS.match(found.group()):
            continue
        if not _is_told(found.group().lower(), stem[: found.start()], stem):
            note = f"“{found.group()}”: would a reader know who or what is meant?"
            return _verdict("Stands alone", note, Outcome.LOOK)
    return _verdict("Stands alone", "")


def _is_told(pronoun: str, before: str, stem: str) -> bool:
    """Whether the stem itself can say whom a pronoun means.

    By a name before it, for his and her behind it too, for "their" by some words before it.
    """
    if pronoun in {"his", "her"} and _NAME_WITHIN.search(stem):
        return True
    if pronoun in {"they", "their", "them"}:
        return len(before.split()) >= NAMING_WORDS
    return pronoun in _PERSONAL and bool(_NAME_WITHIN.search(before))


def _not_given_away(content: ItemContent, citation: Citation, text: str) -> Verdict:  # noqa: ARG001
    if content.interaction in _TOLD_APART_ELSEWHERE:
        return _verdict("Not given away", "")
    key = interaction(content.interaction).key_text(content)
    stem, wanted = set(words(content.stem)), set(words(key))
    if not content.options:
        known = wanted and wanted <= stem and key not in {"True", "False"}
        return _verdict("Not given away", "The question holds the words of the answer." if known else "")
    lengths = sorted(len(option.text) for option in content.options)
    is_longest = len(key) == lengths[-1] and len(lengths) > 2 and len(key) > 1.8 * lengths[-2] and len(key) > 25
    if is_longest:
        return _verdict("Not given away", "The answer is much longer than the other options.", Outcome.LOOK)
    others = [set(words(option.text)) for option in content.options if option.text != key]
    echo = (wanted & stem) - set().union(*others)
    if len(echo) >= 2:
        return _verdict("Not given away", "Only the answer repeats words of the question.", Outcome.LOOK)
    return _verdict("Not given away", "")


def _options_alike(content: ItemContent, citation: Citation, text: str) -> Verdict | None:  # noqa: ARG001
    texts = [option.text for option in content.options]
    if not texts or "pairs" in content.key or content.interaction == "evidence":
        return None  # prompts and targets are of two kinds, sentences of the article as it is
    if any(_ALL_ABOVE.search(option) for option in texts):
        return _verdict(
            "Options alike", "“All of the above” and its like tell more about tests than about the article."
        )
    if len(texts) > 1 and len({option[:1].isupper() for option in texts}) > 1:
        return _verdict("Options alike", "Some options begin with a capital letter, others do not.", Outcome.LOOK)
    if len(texts) > 1 and 0 < sum(option[:1].isdigit() for option in texts) < len(texts):
        return _verdict("Options alike", "Some options are numbers, others are not.", Outcome.LOOK)
    part = next((a for a in texts for b in texts if a != b and f" {folded(a)} " in f" {folded(b)} "), "")
    return _verdict("Options alike", f"“{part}” is part of another option." if part else "", Outcome.LOOK)


def _natural_wording(content: ItemContent, citation: Citation, text: str) -> Verdict:  # noqa: ARG001
    stem = content.stem.strip()
    if stem.count("“") != stem.count("”") or stem.count("(") != stem.count(")"):
        return _verdict("Natural wording", "A quotation mark or bracket is open.")
    is_gap = bool(GAP.search(stem))
    if not is_gap and stem[-1:] not in {"?", ".", "”", ":", "!"}:
        return _verdict("Natural wording", "The question has no end mark.", Outcome.LOOK)
    if stem[:1].islower():
        return _verdict("Natural wording", "The question begins with a small letter.", Outcome.LOOK)
    if len(stem.removeprefix(LEAD).split()) > LONGEST_STEM:
        return _verdict("Natural wording", f"The question is longer than {LONGEST_STEM} words.", Outcome.LOOK)
    return _verdict("Natural wording", "")


def _positive(content: ItemContent, citation: Citation, text: str) -> Verdict:  # noqa: ARG001
    stem = _QUOTED.sub(" ", content.stem)
    if content.options and _NEGATIVE.search(stem) and not stem.lower().startswith("why"):
        return _verdict("Asked plainly", "The question has a “not” in it; readers overlook it.", Outcome.LOOK)
    if content.key.get("value") in {True, False} and _ABSOLUTE.search(stem):
        return _verdict("Asked plainly", "Words like “always” and “never” give a statement away.", Outcome.LOOK)
    return _verdict("Asked plainly", "")


def _explained(content: ItemContent, citation: Citation, text: str) -> Verdict:  # noqa: ARG001
    explanation = content.explanation.strip()
    if len(explanation.split()) < 4:
        return _verdict("Explained", "The explanation is no full sentence.")
    if re.match(r"(?:the answer|the correct|it) is\b.{0,40}\Z", explanation, re.IGNORECASE):
        return _verdict("Explained", "The explanation only repeats the answer.")
    return _verdict("Explained", "")


Check = Callable[[ItemContent, Citation, str], Verdict | None]
OF_PROOF: tuple[Check, ...] = (_proven, _answerable)
OF_WORDING: tuple[Check, ...] = (
    _one_answer,
    _stands_alone,
    _not_given_away,
    _options_alike,
    _natural_wording,
    _positive,
    _explained,
)

CHECKS = (*OF_PROOF, *OF_WORDING)


def check_item(content: ItemContent, citation: Citation, text: str) -> tuple[Verdict, ...]:
    """The verdict of every check that has to do with a question; ``text`` is the article's."""
    verdicts = (check(content, citation, text) for check in CHECKS)
    return tuple(verdict for verdict in verdicts if verdict is not None)


def check_unproven(content: ItemContent, note: str) -> tuple[Verdict, ...]:
    """The verdicts on a question that cites no words yet; ``note`` says why it does not."""
    verdicts = (check(content, Citation(0, 0, ""), "") for check in OF_WORDING)
    return (_verdict("Proven", note), *(verdict for verdict in verdicts if verdict is not None))


def tally(verdicts: Sequence[Verdict]) -> dict[str, list[Verdict]]:
    """Verdicts by outcome: what failed, what to look at, what passed."""
    return {outcome.value: [v for v in verdicts if v.outcome is outcome] for outcome in Outcome}
