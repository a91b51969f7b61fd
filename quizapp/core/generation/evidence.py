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
SHORTEST = 5
"""Words of a sentence that can be told from others."""
_WORD = re.compile(r"\w+")
LETTERS = "abcde"


def evidence_stem(stem: str) -> str:
    """The stem that asks for the proof of the question ``stem``. By it the two are known to belong together."""
    return f"{LEAD}“{stem}”"


def evidence_part(
    content: ItemContent, citation: Citation, text: str, passages: Sequence[Passage], random: Random
) -> ItemContent | None:
    """A question for the sentence that proves ``content``, among others of the same part of the article.

    ``None`` where the citation lies in no single sentence or too few others stand near. The sentences
    nearest to it are offered, most alike first, so that a word in common gives nothing away.
    """
    spans = [
        (start, end)
        for passage in passages
        if passage.number is not None
        for start, end in sentence_spans(text, passage.start, passage.end)
        if len(text[start:end].split()) >= SHORTEST
    ]
    if content.interaction == INTERACTION:
        return None
    own = [n for n, (start, end) in enumerate(spans) if start <= citation.start < end and citation.end <= end]
    if not own or len(spans) < OPTIONS - 1:
        return None
    near = sorted((n for n in range(len(spans)) if n != own[0]), key=lambda n: abs(n - own[0]))[: 2 * OPTIONS]
    stem = set(_WORD.findall(content.stem.lower()))
    alike = sorted(
        near, key=lambda n: (-len(stem & set(_WORD.findall(text[slice(*spans[n])].lower()))), random.random())
    )
    chosen = sorted([own[0], *alike[: OPTIONS - 1]])
    options = tuple(Option(LETTERS[n], text[slice(*spans[place])]) for n, place in enumerate(chosen))
    key = {"option": LETTERS[chosen.index(own[0])]}
    why = f"This sentence holds the answer: “{text[slice(*spans[own[0]])]}”"
    return ItemContent(INTERACTION, evidence_stem(content.stem), key, options, why)
