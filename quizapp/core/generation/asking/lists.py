"""Questions for all that an article lists: choose every one that is right."""

from collections.abc import Iterator, Sequence

from quizapp.core.generation.asking.candidates import LETTERS, Candidate, Source, make
from quizapp.core.generation.asking.distractors import Values
from quizapp.core.generation.siblings.offer import Context, place_class, siblings
from quizapp.core.generation.words import Word
from quizapp.core.items import ItemContent, Option
from quizapp.core.text.gaps import BLANK

FEWEST, MOST = 3, 5
"""Members of a list worth asking for."""
WRONG = 2
MERIT = 0.6


def on_list(source: Source, values: Values) -> Iterator[Candidate]:
    """The members of a list of names, among others of their kind: "It borders on _____. Choose all that fit."."""
    claim = source.claim
    for word in claim.words:
        members = _members(word)
        if not FEWEST <= len(members) <= MOST or not all(claim.has(*m) for m in members):
            continue
        start, end = claim.span(members[0])[0], claim.span(members[-1])[1]
        names = ["".join(w.text + w.space for w in m).strip() for m in members]
        kinds = {place_class(name) for name in names}
        if len(kinds) != 1 or kinds == {""} or any(claim.text.count(name) != 1 for name in names):
            continue
        context = Context(claim.text, start, start + len(names[0]), values.names, values.year, values.sentences)
        wrong = siblings(names[0], context, count=WRONG, random=source.random)
        if len(wrong) == WRONG and not set(wrong) & set(names):
            yield _candidate(source, f"{claim.text[:start]}{BLANK}{claim.text[end:]}", names, wrong)
        return


def _members(word: Word) -> list[list[Word]]:
    """The members of the list that ``word`` begins, each as its words; empty where it begins none."""
    if word.dep == "conj" or word.pos != "PROPN":
        return []
    found, last = [word], word
    while True:
        following = next((c for c in last.children if c.dep == "conj"), None)
        if following is None:
            break
        found.append(following)
        last = following
    return [_name(member) for member in found] if len(found) >= FEWEST else []


def _name(member: Word) -> list[Word]:
    parts = [c for c in member.children if c.dep == "compound" and c.i < member.i]
    return sorted([*parts, member], key=lambda w: w.i)


def _candidate(source: Source, stem: str, names: Sequence[str], wrong: Sequence[str]) -> Candidate:
    shown = sorted([*names, *wrong])
    source.random.shuffle(shown)
    options = tuple(Option(LETTERS[n], text) for n, text in enumerate(shown))
    key = {"options": [o.id for o in options if o.text in names]}
    content = ItemContent("multiple_choice", f"{stem} (Choose all that fit.)", key, options, source.claim.text)
    return make(source, "multiple_choice", content, MERIT, "list")
