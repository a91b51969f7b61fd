"""Whose words they are: questions on quotations."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from quizapp.core.generation.asking import distractors
from quizapp.core.generation.asking.candidates import LETTERS, Candidate
from quizapp.core.generation.claims.quotations import Quotation
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.items import ItemContent, Option

_FULL_STOP = re.compile(r"(?<!\.\w)\.+\Z")
"""The end of a sentence, not of an abbreviation like "U.S."."""


def on_quotation(
    quotation: Quotation, index: int, all_quotations: Sequence[Quotation], around: Surroundings, random: Random
) -> Iterator[Candidate]:
    """Whose words a quotation is: among the other people of the article, or typed where there are fewer than two."""
    speaker = quotation.speaker
    quoted = [q for q in all_quotations if q.speaker != speaker]
    others = [q.speaker for q in quoted] + distractors.other_people(speaker, around, quotation.words, count=4)
    others = [name for name in dict.fromkeys(others) if name != speaker and name.split()[-1] not in quotation.words]
    words = _FULL_STOP.sub("", quotation.words)
    stem = f"Who {quotation.verb} “{words}”{'' if words.endswith('?') else '?'}"
    why = f"The article gives these words to {speaker}."
    if len(others) < 2:
        content = ItemContent("short_answer", stem, {"accepted": around.names.variants(speaker)}, (), why)
        yield _candidate(quotation, index, content, {})
        return
    people = [speaker, *others[:3]]
    random.shuffle(people)
    said = {q.speaker: q for q in reversed(quoted)}
    options = tuple(
        Option(LETTERS[n], name, f"{name} said something else: “{said[name].words}”" if name in said else "")
        for n, name in enumerate(people)
    )
    refuted = {o.id: (said[o.text].start, said[o.text].end) for o in options if o.text in said}
    key = {"option": LETTERS[people.index(speaker)]}
    yield _candidate(quotation, index, ItemContent("single_choice", stem, key, options, why), refuted)


def _candidate(
    quotation: Quotation, index: int, content: ItemContent, refuted: dict[str, tuple[int, int]]
) -> Candidate:
    return Candidate(
        "who_said",
        content,
        quotation.passage,
        quotation.start,
        quotation.end,
        (index,),
        0.74,
        topic="speaker",
        refutations=refuted,
    )
