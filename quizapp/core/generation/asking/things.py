"""Questions for a thing: what did it, and what it was done to."""

from collections.abc import Iterator, Sequence

from quizapp.core.generation.asking import turning
from quizapp.core.generation.asking.candidates import Candidate, Source, make
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.terms import is_rare, is_uncommon
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.names.people import is_person_noun
from quizapp.core.generation.vocabulary import word_list
from quizapp.core.generation.words import Word
from quizapp.core.items import ItemContent

LONGEST_KEY = 9
"""Words of a key that is still typed willingly."""


def on_subject_thing(source: Source, around: Surroundings) -> Iterator[Candidate]:
    """What does, did or has it: the subject asked for, where it is a thing and the rest tells it apart."""
    claim = source.claim
    words = turning.subject_words(claim)
    subject = claim.clause.subject
    if subject.pos not in {"NOUN", "PROPN"} or not _is_fit_key(words, claim, around) or not _tells_apart(claim, words):
        return
    opening = _opening(subject, around)
    key = turning.within(claim, words)
    named = _name_behind(words)
    if named:
        opening, key = (
            f"Which {turning.within(claim, [w for w in words if w not in named and w.dep != 'det'])}",
            turning.said(claim, named),
        )
    question = turning.asked_subject(claim, opening, singular=True) if opening else None
    if question is None:
        return
    accepted = list(dict.fromkeys([key, *_shorter(key)]))
    yield make(
        source,
        "short_answer",
        ItemContent("short_answer", question, {"accepted": accepted}, (), claim.text),
        0.56,
        "thing",
    )


def _name_behind(words: Sequence[Word]) -> list[Word]:
    """The proper name at the end of "the fungus Beauveria bassiana"."""
    named: list[Word] = []
    for word in reversed(words):
        if word.pos != "PROPN":
            break
        named.insert(0, word)
    kinds = [w for w in words if w not in named and w.pos == "NOUN"]
    if any(w.dep in {"poss", "case"} for w in words) or words[0].lower != "the":
        return []
    if len("".join(w.text for w in named)) < SHORT_NAME:
        return []
    return named if named and len(kinds) in {1, 2} and kinds[-1].i == named[0].i - 1 and named[0].i > 0 else []


SHORT_NAME = 3
"""Letters below which a name is hardly one: vitamin D."""
_DOERS = (
    "keeper",
    "maker",
    "worker",
    "owner",
    "driver",
    "rider",
    "man",
    "woman",
    "ist",
    "ian",
    "ers",
    "ors",
    "ists",
    "ians",
    "men",
    "women",
    "people",
)
"""Endings of words for people; a "what" before their deeds reads wrongly."""


_WRITTEN = frozenset(
    [
        "analysis",
        "study",
        "report",
        "survey",
        "research",
        "paper",
        "article",
        "book",
        "review",
        "letter",
        "document",
        "article",
        "statement",
        "panel",
        "finding",
        "result",
    ]
)
"""What says something in writing; nobody asks who it was."""


def _opening(subject: Word, around: Surroundings) -> str:
    mention = around.names.mention_at(subject)
    kind = mention.kind if mention is not None else ""
    if kind == "organization" and mention is not None and len(mention.words) > 1:
        return "Which organization" if subject.head.lemma != "be" else ""
    if kind in {"person", "group", "place", "work"} or subject.pos == "PROPN":
        return ""
    speaks = subject.head.lemma in word_list("saying") and subject.head.child("ccomp") is not None
    if is_person_noun(subject.lemma) or (speaks and subject.lemma not in _WRITTEN):
        return "Who"
    if speaks:
        return ""
    return "" if subject.lower.endswith(_DOERS) else "What"


def _is_fit_key(words: Sequence[Word], claim: Claim, around: Surroundings) -> bool:
    if (
        not 1 <= len(words) <= LONGEST_KEY
        or not words
        or words[0].lower in word_list("vague")
        or words[0].pos in {"PRON", "NUM"}
    ):
        return False
    if any(
        w.text == ","
        or w.dep == "relcl"
        or w.lower in word_list("vague") - {"all", "about", "over", "only"}
        or w.tag == "PRP$"
        for w in words
    ) or not claim.has(*words):
        return False
    content = [w for w in words if w.pos in {"NOUN", "PROPN", "ADJ"}]
    if words[0].lower == "the" and len(content) < 2 and not any(is_rare(w) for w in content):
        return False  # "the team" names nobody
    if any(w.ent == "ORDINAL" or w.lower == "question" for w in words) or (
        len(content) < 2 and is_person_noun(content[-1].lemma if content else "")
    ):
        return False  # "critics" names nobody either
    if len(content) == 1 and not is_uncommon(content[0]):
        return False  # "data" is no answer
    told = [w for w in content if w.lower in around.title or w.lemma in around.title]
    rest = {w.lemma for w in claim.words if w not in words}
    return len(told) < len(content) and not any(w.lemma in rest for w in content)


def _tells_apart(claim: Claim, subject: Sequence[Word]) -> bool:
    """Whether the predicate fits one thing only: it says enough, and does not merely class or hold its subject."""
    verb = claim.clause.verb
    predicate = [w for w in claim.words if w not in subject and w.pos in _CONTENT and w is not verb]
    telling = [w for w in predicate if w.pos in {"NUM", "PROPN"} or is_uncommon(w)]
    if verb.lemma in {"be", "have", "seem", "become", "remain", "include", "contain", "consist", "prove"}:
        return False
    if claim.clause.subject.tag == "NNS" and verb.child("auxpass") is None:
        return False  # "what" before the deeds of many reads wrongly where they live
    return len(predicate) >= ENOUGH and (bool(telling) or len(predicate) > ENOUGH + 1)


_CONTENT = frozenset(["NOUN", "PROPN", "VERB", "ADJ", "NUM"])
ENOUGH = 3
"""Content words of a predicate that can be told from others."""


def on_definition(source: Source, around: Surroundings) -> Iterator[Candidate]:
    """What something is, where the article says it of a kind of thing: "Vitamins are compounds found in foods"."""
    claim, verb = source.claim, source.claim.clause.verb
    told, subject = verb.child("attr"), turning.subject_words(claim)
    if verb.lemma != "be" or verb.tag not in {"VBZ", "VBP"} or told is None or not _is_kind(subject, claim, around):
        return
    if turning.is_negated(claim):
        return  # what land is not, it is not
    words = [w for w in told.subtree() if w.i in claim.by_place and w.text != "."]
    content = [w for w in words if w.pos in _CONTENT]
    defines = told.tag == "NNS" or any(c.lower in {"a", "an"} for c in told.children)
    if not defines or not len(content) >= ENOUGH - 1 or len(words) > LONGEST_KEY or told.child("conj") is not None:
        return
    if words != [w for w in claim.words if w.i >= words[0].i and w.text != "."]:
        return  # something more is said behind it
    question = f"What {verb.lower} {turning.within(claim, subject)}?"
    key = turning.said(claim, words)
    item = ItemContent("short_answer", question, {"accepted": [key, *_shorter(key)]}, (), claim.text)
    yield make(source, "short_answer", item, 0.56, "definition")


def _is_kind(subject: Sequence[Word], claim: Claim, around: Surroundings) -> bool:
    """Whether a subject is a kind of thing that the article returns to: a bare plural, or a noun with "a"."""
    noun = claim.clause.subject
    if not subject or len(subject) > LONGEST_KIND or claim.words[0] is not subject[0] or noun.pos != "NOUN":
        return False
    articles = [w.lower for w in subject if w.pos == "DET"]
    bare = not articles or articles in (["a"], ["an"])
    return (
        bare
        and around.frequency[noun.lemma] > 1
        and not any(w.lower in word_list("vague") for w in subject)
        and claim.has(*subject)
    )


LONGEST_KIND = 3
"""Words of a term that is asked about."""


def _shorter(key: str) -> list[str]:
    return [key.removeprefix(article) for article in ("the ", "a ", "an ") if key.startswith(article)]


def _asked_as(target: Word, around: Surroundings) -> str:
    """The question word for an object: what for a term, which college for a name that says so; else blank."""
    if target.sentence.words[target.i - 1].tag == "FW" or target.tag == "FW":
        return ""
    if target.pos == "PROPN":
        return f"Which {target.lower}" if target.lower in word_list("institutions") else ""
    mention = around.names.mention_at(target)
    fine = is_rare(target) and mention is None and not is_person_noun(target.lemma)
    return "What" if fine else ""


def on_object(source: Source, around: Surroundings) -> Iterator[Candidate]:
    """What somebody did something to: the object asked for, where it is a name or a rare word."""
    claim = source.claim
    verb = claim.clause.verb
    target = verb.child("dobj")
    if target is None or target.i < verb.i or verb.lemma in {"have", "make", "take", "give", "do", "get"}:
        return
    words = [w for w in target.subtree() if w.i in claim.by_place]
    opening = _asked_as(target, around)
    if not opening:
        return
    if not _is_fit_key(words, claim, around) or any(c.dep in {"cc", "conj"} for c in target.children):
        return
    question = turning.asked_with(claim, opening, {w.i for w in words})
    if question is not None:
        key = turning.within(claim, words)
        accepted = list(dict.fromkeys([key, *_shorter(key)]))
        yield make(
            source,
            "short_answer",
            ItemContent("short_answer", question, {"accepted": accepted}, (), claim.text),
            0.55,
            "thing",
        )
