"""A second reader: answers a question from its cited words alone, by matching, and says what it found.

It knows no grammar and has not read the article. Where it can pick two options or none, a student
with the passage before them is as much at a loss.
"""

import re
from collections.abc import Sequence

from quizapp.core.grading import interaction
from quizapp.core.items import ItemContent
from quizapp.core.text.folding import folded
from quizapp.core.text.gaps import GAP

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
CONTEXT = 3
"""Words before and after a gap by which its place in the cited words is found."""
SAID = 0.75
"""Share of a true statement's longer words that the cited words must hold."""
_LONG = 4


def problem(content: ItemContent, cited: str) -> str:
    """What keeps the second reader from the key, or blank. Interactions over several sentences are left alone."""
    read = _words(cited)
    if content.key.keys() == {"value"}:
        return _statement_problem(content, read)
    if content.key.keys() == {"option"} and content.options:
        return _choice_problem(content, read)
    if GAP.search(content.stem) and "gaps" in content.key:
        return _gap_problem(content, read)
    if "accepted" in content.key:
        found = any(_stands_in(variant, read) for variant in content.key["accepted"])
        return "" if found else "A second reader does not find the answer in the cited words."
    return ""


def _words(text: str) -> list[str]:
    return [word for found in _WORD.findall(text) for word in folded(found).split()]


def _stands_in(phrase: str, read: Sequence[str]) -> bool:
    wanted = _words(phrase)
    return any(list(read[n : n + len(wanted)]) == wanted for n in range(len(read))) if wanted else False


def _named_in(option: str, read: Sequence[str]) -> bool:
    """Whether an option stands in the cited words, a person by the last name too."""
    parts = option.split()
    by_surname = 1 < len(parts) <= 4 and all(part[:1].isupper() for part in parts) and _stands_in(parts[-1], read)
    return _stands_in(option, read) or by_surname


def _choice_problem(content: ItemContent, read: Sequence[str]) -> str:
    key = interaction(content.interaction).key_text(content)
    found = [option.text for option in content.options if _named_in(option.text, read)]
    if key in found and len(found) > 1:
        other = next(text for text in found if text != key)
        return f"A second reader finds “{other}” in the cited words as well as the answer."
    if key not in found and found:
        return f"A second reader would choose “{found[0]}”: it stands in the cited words, and the answer does not."
    return ""


def _gap_problem(content: ItemContent, read: Sequence[str]) -> str:
    gaps = list(content.key["gaps"])
    if not any(_stands_in(variant, read) for variant in gaps[0]):
        return "A second reader does not find the missing words in the cited ones."
    before, after = (_words(part) for part in GAP.split(content.stem, maxsplit=1)[:2])
    fits = _fitting(before[-CONTEXT:], after[:CONTEXT], read)
    wanted = [_words(variant) for variant in gaps[0]]
    rivals = [found for found in fits if found and not any(found == w or found[: len(w)] == w for w in wanted)]
    return f"A second reader finds “{' '.join(rivals[0])}” for the gap too." if rivals else ""


def _fitting(before: Sequence[str], after: Sequence[str], read: Sequence[str]) -> list[list[str]]:
    """What stands in the cited words between the words around the gap; up to five words each."""
    found = []
    for n in range(len(read) - len(before) + 1):
        if not before or list(read[n : n + len(before)]) != list(before):
            continue
        rest = read[n + len(before) : n + len(before) + 5 + len(after)]
        ends = [k for k in range(len(rest)) if after and list(rest[k : k + len(after)]) == list(after)]
        if ends:
            found.append(list(rest[: ends[0]]))
    return found


def _statement_problem(content: ItemContent, read: Sequence[str]) -> str:
    stated = {word for word in _words(content.stem) if len(word) >= _LONG or word.isdigit()}
    if not stated:
        return ""
    known = {word for word in stated if word in read}
    if content.key["value"] is True and len(known) < SAID * len(stated):
        return "A second reader does not find the statement in the cited words."
    short = {word for word in _words(content.stem) if word not in read}
    if content.key["value"] is False and not short:
        return "A second reader finds every word of the false statement in the cited words."
    return ""
