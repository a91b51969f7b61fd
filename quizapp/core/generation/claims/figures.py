"""The years and numbers of a claim."""

import re
from collections.abc import Iterator

from quizapp.core.generation.asking.numbers import SCALES, spellings, value_of
from quizapp.core.generation.claims.focus import Focus, make_focus
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.words import Word

YEAR = re.compile(r"(?:1\d{3}|20\d{2})\Z")


_DECADE = re.compile(r"(?:1\d|20)\d0s\Z")


_NO_UNIT = frozenset(["degree", "day", "hour", "minute", "second", "pm", "am", "o'clock"])


_TOO_SMALL = 2


def find_years(claim: Claim) -> Iterator[Focus]:
    """The one year or decade of a claim that says when."""
    years = [w for w in claim.words if (YEAR.match(w.text) and w.ent == "DATE") or _is_early_year(w)]
    if len(years) == 1 and not _is_bound_to_range(years[0]) and _is_free(years[0]):
        focus = make_focus("year", claim, (years[0],))
        if focus:
            yield focus
    decades = [w for w in claim.words if _DECADE.match(w.text)]
    if len(decades) == 1 and not years and decades[0].dep == "pobj" and decades[0].head.lower == "in":
        focus = make_focus("decade", claim, (decades[0],), _decade_spellings(decades[0].text))
        if focus:
            yield focus


_ERAS = frozenset(["AD", "CE", "BC", "BCE", "A.D.", "B.C."])


def _is_early_year(word: Word) -> bool:
    """Whether a number below 1000 is a year: "in 476", "347 AD"."""
    if not word.text.isdigit() or len(word.text) != 3:
        return False
    words = word.sentence.words
    follows = words[word.i + 1].text if word.i + 1 < len(words) else ""
    return follows in _ERAS or (
        word.ent == "DATE" and word.dep == "pobj" and word.head.lower in {"in", "by", "until", "since"}
    )


def _decade_spellings(text: str) -> tuple[str, ...]:
    return (text, text.replace("s", "’s"), text[2:], f"the {text}")


def _is_free(year: Word) -> bool:
    """Whether a year tells when: not the year of a census, a treaty or a season."""
    if year.head.lower in {"after", "before"} or any(w.lower == "according" for w in year.above()):
        return False  # any event fits "after …", and nobody needs the year of a report
    return year.dep == "pobj" or year.head.ent == "DATE"


def _is_bound_to_range(word: Word) -> bool:
    words = word.sentence.words
    near = {words[i].text for i in (word.i - 1, word.i + 1) if 0 <= i < len(words)}
    return bool(near & {"-", "–", "/", "s", "'s", "’s"}) or (
        word.dep in {"compound", "nmod", "poss"} and word.head.ent != "DATE"
    )


def find_numbers(claim: Claim) -> Iterator[Focus]:
    """The one number of a claim that counts or measures something."""
    numbers = [
        w for w in claim.words if w.pos == "NUM" and not YEAR.match(w.text) and (w.ent != "DATE" or "," in w.text)
    ]
    counts = [w for w in numbers if value_of(w.text) is not None and w.lower != "one"]
    if len(counts) != 1 or len(numbers) > 2:
        return
    word = counts[0]
    words = word.sentence.words
    before = words[word.i - 1].text if word.i else ""
    after = words[word.i + 1] if word.i + 1 < len(words) else None
    if word.head.pos == "PROPN" or (after is not None and not word.space and after.text[:1].isalpha()):
        return
    if before in {"-", "–", "/", "."} or (after is not None and after.text in {"-", "–", "/", ":"}):
        return
    value = value_of(word.text) or 0
    scaled = after is not None and after.lower in SCALES and after.pos == "NUM"
    if (value < _TOO_SMALL and not scaled) or (len(numbers) == 2 and not scaled):
        return
    if (
        _is_early_year(word)
        or word.head.lemma in _NO_UNIT
        or word.dep not in {"nummod", "pobj", "compound", "quantmod", "dobj", "attr", "nsubj"}
    ):
        return
    if word.dep == "pobj" and not (scaled or word.ent in {"MONEY", "PERCENT", "QUANTITY"}):
        return
    chosen = (word, after) if scaled and after is not None else (word,)
    focus = make_focus("number", claim, chosen)
    if focus:
        yield Focus("number", focus.words, focus.text, focus.start, focus.end, tuple(spellings(focus.text)))


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def find_ordinals(claim: Claim) -> Iterator[Focus]:
    """The one ordinal of a claim that tells a thing's place in a row: the third museum."""
    found = [w for w in claim.words if w.lower in ORDINALS and w.dep == "amod" and w.head.pos in {"NOUN", "PROPN"}]
    if len(found) == 1 and found[0].text.islower() and found[0].head.lemma not in _TURNS:
        focus = make_focus("ordinal", claim, (found[0],))
        if focus:
            yield focus


_TURNS = frozenset(["half", "time", "place", "year", "century", "floor", "step", "aid", "hand", "lady", "minister"])
"""Nouns with which an ordinal is part of a phrase: the first half, for the first time."""


def number_noun(focus: Focus) -> Word | None:
    """What a number counts: the noun that it stands before."""
    head = focus.words[0].head
    while head.pos == "NUM" and not head.is_root:
        head = head.head
    return head if head.pos in {"NOUN", "PROPN", "SYM"} and head.i > focus.words[-1].i else None
