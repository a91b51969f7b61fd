"""What no question may show, whatever the article: faults that can be seen without understanding it.

Each function gives its faults in words, with the question, and nothing where all is well.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import permutations

from quizapp.core.generation.pipeline import GeneratedSet
from quizapp.core.grading import grade, interaction
from quizapp.core.items import ItemContent, ItemDraft, Json, Outcome
from quizapp.core.text.citations import is_verbatim
from quizapp.core.text.folding import folded
from quizapp.core.text.gaps import GAP

MOST = 20
"""Questions that a set may have at most, however long the article."""
WORDS_PER_QUESTION = 8
"""Fewer words of article for each question, and it only turns sentences round."""
_MARKER = re.compile(
    r"[{}<>|\\\ufffd\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|&#?\w+;|https?:|\[(?:\d+|edit|citation needed)\]|\*\*|==|~~|@@|\bTODO\b|\bNaN\b"
)
_BROKEN = re.compile(r"\s{2,}|[\t\n\r]")
_SAID = re.compile(r"\A[^,“]+ (?:said|says), [a-z]")
_SPACING = re.compile(
    r"\s[,.;:?!)\]”]|[(\[“]\s|,,|;;|[,;:]\.|\A\s|\s\Z|[?!]{2}|\w- (?!and\b|or\b|to\b)\w|[.][¹²³⁴-⁹]|(?<!\.)\.\.(?!\.)"
)
_TWICE = re.compile(r"\b([^\W\d_]+(?: [^\W\d_]+){0,5}) \1\b", re.IGNORECASE)
_MAY_STAND_TWICE = frozenset(["had", "that", "bye", "so", "very", "no"])
_POINTS_BACK = re.compile(
    r"\A(?:True or false: )?(?:He|She|It|They|This|These|Those|His|Her|Its|Their|Such|And|But|So|Then|However)\b"
)
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?: [A-Z]{2,}){2,}\b")
_SINGLE = (
    (re.compile(r"(?<![\w’'])'(?=\w)(?!em\b|tis\b|twas\b|\d)"), re.compile(r"(?<=[\w.,!?…])'(?!\w)")),
    (re.compile(r"‘(?=\w)"), re.compile(r"(?<=[\w.,!?…])’(?!\w)")),
)
"""Single quotation marks that open and that close; a plural's apostrophe looks like one that closes."""
_TWO_COUNTED = re.compile(r"\bHow many \w+ and (?:a|an|the)\b")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b")
_ASKS = re.compile(
    r"\A(?:(?:(?:At|By|For|From|In|On|To|With|Under|Within) )?"
    r"(?:who|whom|whose|what|when|where|which|why|how)\b)",
    re.IGNORECASE,
)
_WRONG_A = re.compile(r"\b(?:a (?:[aeio]\w|un(?!i))\w*|an [bcdfgjklmnpqrstvwyz]\w*[a-z])\b")
_THE_NAME = re.compile(r"\b[Tt]he ([A-Z]\w+(?: [A-Z]\w+)+)")
_CUT_OFF = re.compile(r"\b(?:of|the|an?|and|or|but|than|which|from|into|his|her|their|its)[.”]*\Z")
_STEM_END = re.compile(r"(?:[.?!…]['’”\"»)]{0,2}|:)\Z")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_SMALL = frozenset(
    _WORD.findall(
        "a an the of to in on at by for with from and or but is are was were be been has have had do does did not no as "
        "it its this that these those he she they his her their which who whom what when where why how said says"
    )
)
SHARED = 3
"""Content words besides the key in which a text must meet a question to show its key."""

Fault = Callable[[ItemDraft, str], Iterator[str]]


def faults_of_set(made: GeneratedSet, text: str) -> list[str]:
    """All faults of a set made of ``text``: those of each question, and those of the whole."""
    found = [f"{fault}: {told(draft)}" for draft in made.drafts for fault in faults_of_draft(draft, text)]
    return found + list(_size(made.drafts, text)) + list(_repeated(made)) + given_away(made.drafts)


def faults_of_draft(draft: ItemDraft, text: str) -> list[str]:
    """The faults of one question on ``text``."""
    return [fault for look in LOOKS for fault in look(draft, text)]


def told(draft: ItemDraft) -> str:
    """A question on one line."""
    options = " / ".join(option.text for option in draft.content.options)
    return f"[{draft.kind}] {draft.content.stem} ({options}) = {key_of(draft.content)}"


def key_of(content: ItemContent) -> str:
    """The key as a person reads it."""
    return interaction(content.interaction).key_text(content)


def shown(draft: ItemDraft) -> Iterator[str]:
    """Everything of a question that somebody reads."""
    yield draft.content.stem
    yield draft.content.explanation
    for option in draft.content.options:
        yield option.text
        yield from filter(None, [option.feedback])
    if draft.content.interaction != "true_false":
        yield key_of(draft.content)


def _ending(draft: ItemDraft, text: str) -> Iterator[str]:  # noqa: ARG001
    stem = draft.content.stem
    if not _STEM_END.search(stem):
        yield "the stem has no proper end"
    if _ASKS.search(stem) and not GAP.search(stem) and draft.content.interaction != "true_false" and "?" not in stem:
        plain = not re.match(r"Who (?:said|wrote)\b", stem)
        yield from ["a question without a question mark"] if plain else []
    if _SAID.search(stem):
        yield "somebody said, and nothing follows"
    if _CUT_OFF.search(stem):
        yield "the stem is cut off"
    if draft.content.interaction == "true_false" and stem.endswith("?"):
        yield "a statement that is a question"


def _beginning(draft: ItemDraft, text: str) -> Iterator[str]:  # noqa: ARG001
    stem = draft.content.stem
    if not (stem[:1].isupper() or stem[:1].isdigit() or stem[:1] in tuple("“\"‘'£$€_")):
        yield "the stem begins oddly"
    if _SHOUTED.search(stem) and re.search(r"\b[a-z]{3,}", stem):
        yield "half of the stem is shouted"
    if _POINTS_BACK.search(stem):
        yield "the stem points back to what is not there"
    if not 3 <= len(stem.split()) <= 50:
        yield "the stem is too short or too long"


def _marks(draft: ItemDraft, text: str) -> Iterator[str]:  # noqa: ARG001
    """Marks and spaces. What an explanation cites word for word may hold what the article holds."""
    explanation = draft.content.explanation
    for words in shown(draft):
        if any(words.count(a) != words.count(b) for a, b in ("“”", "()", "[]")) or words.count('"') % 2:
            yield f"open quotation mark or bracket in “{words}”"
        if any(len(opens.findall(words)) > len(closes.findall(words)) for opens, closes in _SINGLE):
            yield f"open single quotation mark in “{words}”"
        if _BROKEN.search(words):
            yield f"a line end or several spaces in “{words}”"
        ours = words.replace(" ".join(draft.citation.exact.split()), "it") if words == explanation else words
        if _SPACING.search(GAP.sub("gap", ours)):
            yield f"odd spacing or punctuation in “{words}”"
        if _MARKER.search(ours):
            yield f"a left-over mark in “{words}”"


def _wording(draft: ItemDraft, text: str) -> Iterator[str]:
    standing = set(_WORD.findall(text))
    if _TWO_COUNTED.search(draft.content.stem):
        yield "asks how many of two things at once"
    for words in (draft.content.stem, *(option.text for option in draft.content.options)):
        for found in _TWICE.finditer(words):
            if found.group(1).lower() not in _MAY_STAND_TWICE and found.group() not in text:
                yield f"“{found.group()}” stands twice"
        for found in _CAPITAL.finditer(words):
            if found.group() not in standing and found.group().lower() in standing:
                yield f"a capital that the article does not have in “{found.group()}”"
        for wrong in _WRONG_A.finditer(words):
            if wrong.group() not in text:
                yield f"“{wrong.group()}”"


def _letters(draft: ItemDraft, text: str) -> Iterator[str]:
    """Capitals of a typed key, and articles before names, that are not the article's."""
    standing = set(_WORD.findall(text))
    if draft.content.interaction in {"short_answer", "numeric", "cloze"}:
        for word in _WORD.findall(key_of(draft.content)):
            other = word.lower() if word[0].isupper() else word.capitalize()
            within = other.islower() or re.search(rf"[a-z,] {re.escape(other)}\b", text)
            if word not in standing and other in standing and within:
                yield f"“{word}” in the key stands as “{other}” in the article"
    if draft.content.key.get("value") is not False:
        for name in _THE_NAME.findall(draft.content.stem):
            if name in text and f"the {name}".lower() not in text.lower():
                yield f"an article before “{name}”"


def _glued(draft: ItemDraft, text: str) -> Iterator[str]:
    standing = set(_WORD.findall(text)) | _SMALL
    for word in sorted(set(_WORD.findall(draft.content.stem)) - standing):
        stands = re.search(rf"\b{re.escape(word)}\b", text)
        if not stands and re.search(r"\b" + r"\s*".join(map(re.escape, word)) + r"\b", text):
            yield f"words run together in “{word}”"


def _gap(draft: ItemDraft, text: str) -> Iterator[str]:  # noqa: ARG001
    if not GAP.search(draft.content.stem):
        if draft.kind.startswith("cloze"):
            yield "no gap"
        return
    outside = f" {folded(GAP.sub(' ', draft.content.stem))} "
    for part in key_of(draft.content).split("; "):
        if f" {folded(part)} " in outside:
            yield "the key stands beside the gap"
        if len(folded(part)) < 2 and not part.isdigit():
            yield "the gap holds next to nothing"


def _options(draft: ItemDraft, text: str) -> Iterator[str]:  # noqa: ARG001
    texts = [folded(option.text) for option in draft.content.options]
    if len(set(texts)) < len(texts):
        yield "two options are the same"
    if not all(texts):
        yield "an empty option"
    if draft.content.interaction == "single_choice" and len(texts) < 3:
        yield "fewer than three options"


def _proof(draft: ItemDraft, text: str) -> Iterator[str]:
    if not is_verbatim(text, draft.citation):
        yield "the citation does not stand in the article"
    ids = {option.id for option in draft.content.options}
    for option, citation in draft.refutations.items():
        if option not in ids or not is_verbatim(text, citation):
            yield f"the refutation of {option} does not stand in the article"
    if any(verdict.outcome is not Outcome.PASS for verdict in draft.checks) or not draft.checks:
        yield "a check is not passed"


def _truth(draft: ItemDraft, text: str) -> Iterator[str]:
    if draft.content.interaction != "true_false":
        return
    if not isinstance(draft.content.key.get("value"), bool):
        yield "neither true nor false"
    elif draft.content.key["value"] is False and draft.content.stem.rstrip(".") in " ".join(text.split()):
        yield "false, but the article says just so"


def _gradable(draft: ItemDraft, text: str) -> Iterator[str]:  # noqa: ARG001
    if grade(draft.content, right_response(draft.content)).score != 1.0:
        yield "the key is not graded as right"


def right_response(content: ItemContent) -> Json:
    """The response that gives the key."""
    if content.interaction == "short_answer":
        return {"text": content.key["accepted"][0]}
    if content.interaction == "numeric":
        return {"text": content.key["value"]}
    if content.interaction == "cloze":
        return {"gaps": [accepted[0] for accepted in content.key["gaps"]]}
    return content.key


LOOKS: tuple[Fault, ...] = (
    _ending, _beginning, _marks, _wording, _letters, _glued, _gap, _options, _proof, _truth, _gradable,
)  # fmt: skip


def _size(drafts: Sequence[ItemDraft], text: str) -> Iterator[str]:
    words = len(text.split())
    if len(drafts) > min(MOST, max(1, words // WORDS_PER_QUESTION)):
        yield f"{len(drafts)} questions on {words} words"


def _repeated(made: GeneratedSet) -> Iterator[str]:
    stems = [(draft.content.stem, *sorted(o.text for o in draft.content.options)) for draft in made.drafts]
    yield from (f"asked twice: {stem[0]}" for stem in sorted(set(stems)) if stems.count(stem) > 1)
    if made.coverage.twice:
        yield f"{made.coverage.twice} facts are asked twice"


def given_away(drafts: Sequence[ItemDraft]) -> list[str]:
    """Pairs of questions of which one shows the other's key."""
    return [
        f"gives another away: {told(one)} | {told(other)}"
        for one, other in permutations(drafts, 2)
        if shows(one, other)
    ]


def shows(one: ItemDraft, other: ItemDraft) -> bool:
    """Whether a text of ``one`` holds the key of ``other`` and enough words of its question to tell so."""
    if one.content.interaction == "true_false" and one.content.key["value"] is False:
        return False
    asked, key = content_words(other.content.stem), folded(key_of(other.content))
    for words in (one.content.stem, *(option.text for option in one.content.options)):
        shared = content_words(words) & (asked - content_words(key))
        if other.content.interaction == "true_false":
            if len(shared) >= max(SHARED, 0.8 * len(asked)):
                return True
        elif f" {key} " in f" {folded(words)} " and len(shared) >= SHARED:
            return True
    return False


def content_words(text: str) -> set[str]:
    """The words of a text that say something, folded."""
    return {folded(word) for word in _WORD.findall(text)} - _SMALL
