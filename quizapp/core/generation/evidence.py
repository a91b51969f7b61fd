"""The second half of any question: which sentence proves it? Made from its citation, without the parser."""

import re
from collections.abc import Sequence
from random import Random

from quizapp.core.items import ItemContent, Option
from quizapp.core.text.citations import Citation
from quizapp.core.text.passages import Passage
from quizapp.core.text.sentences import sentence_spans

INTERACTION = "evidence"
LEAD = "Which sentence proves your answer to this: "
"""What stands before the question in every stem made here."""
OPTIONS = 4
NEAR = 8
"""How many sentences around the proving one the others are taken from."""
SHORTEST = 5
"""Words of a sentence that can be told from others."""
Span = tuple[int, int]
"""``[start, end)`` in the article's text."""
_WORD = re.compile(r"\w+")
LETTERS = "abcde"


def evidence_stem(stem: str) -> str:
    """The stem that asks for the proof of the question ``stem``. By it the two are known to belong together."""
    return f"{LEAD}“{stem}”"


def proving_sentence(content: ItemContent, citation: Citation, text: str, passages: Sequence[Passage]) -> Span | None:
    """The sentence that holds the cited words; ``None`` where it cannot be asked for.

    That is where the words lie in no single sentence, so that none proves it alone, where too few others
    stand near, and where the question itself asks for a sentence.
    """
    spans = _sentences(text, passages)
    if content.interaction == INTERACTION or len(spans) < OPTIONS - 1:
        return None
    return next((span for span in spans if span[0] <= citation.start < span[1] and citation.end <= span[1]), None)


def sentences_offered(
    content: ItemContent, proving: Span, text: str, passages: Sequence[Passage], random: Random
) -> tuple[Span, ...]:
    """``proving`` among other sentences of the same part of the article, in their order in it.

    Of those near it the ones most alike to the question are offered, so that a word in common gives little away;
    and what is near begins anywhere before it, so that it comes first or last as often as in between.
    """
    spans = _sentences(text, passages)
    own = spans.index(proving)
    first = max(0, min(own - random.randint(0, NEAR), len(spans) - 1 - NEAR))
    around = range(first, min(first + NEAR + 1, len(spans)))
    near = [n for n in around if text[slice(*spans[n])] != text[slice(*proving)]]
    stem = set(_WORD.findall(content.stem.lower()))
    alike = sorted(
        near, key=lambda n: (-len(stem & set(_WORD.findall(text[slice(*spans[n])].lower()))), random.random())
    )
    return tuple(spans[n] for n in sorted([own, *alike[: OPTIONS - 1]]))


def _sentences(text: str, passages: Sequence[Passage]) -> list[Span]:
    return [
        (start, end)
        for passage in passages
        if passage.number is not None
        for start, end in sentence_spans(text, passage.start, passage.end)
        if len(text[start:end].split()) >= SHORTEST
    ]


def evidence_part(
    content: ItemContent, citation: Citation, text: str, passages: Sequence[Passage], random: Random
) -> ItemContent | None:
    """A question for the sentence that proves ``content``, among others; ``None`` where it cannot be asked for."""
    proving = proving_sentence(content, citation, text, passages)
    if proving is None:
        return None
    offered = sentences_offered(content, proving, text, passages, random)
    options = tuple(Option(LETTERS[n], text[slice(*span)]) for n, span in enumerate(offered))
    key = {"option": LETTERS[offered.index(proving)]}
    why = f"This sentence holds the answer: “{text[slice(*proving)]}”"
    return ItemContent(INTERACTION, evidence_stem(content.stem), key, options, why)
