"""Whether "the N" says by itself which one is meant."""

from collections.abc import Collection

from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.names.people import is_person_noun
from quizapp.core.generation.vocabulary import word_list
from quizapp.core.generation.words import Word

CLEAR, LIKELY, SINGLE, UNCLEAR = 3, 2, 1, 0
"""How sure it is that a reader of the article knows which one "the N" is."""


_NARROWING = frozenset(["relcl", "acl", "poss"])


_NARROWING_PREPOSITIONS = frozenset(
    ["of", "between", "for", "in", "from", "against", "on", "at", "to", "with", "among"]
)


_NAMES = frozenset(["GPE", "NORP", "PERSON", "ORG", "FAC", "LOC", "EVENT", "DATE", "ORDINAL"])


def phrase_head(article: Word) -> Word:
    """The noun that "the" belongs to; parsers hang it on the first of two nouns at times."""
    noun = article.head
    while noun.dep in {"compound", "nmod", "amod"} and noun.head.i > noun.i:
        noun = noun.head
    return noun


def clarity(noun: Word, places: Collection[int], around: Surroundings) -> int:
    """How clear "the ``noun``" is by the words at ``places`` of its sentence, from ``UNCLEAR`` to ``CLEAR``."""
    if noun.lower.endswith("0s"):
        return CLEAR
    if noun.pos in {"ADJ", "VERB", "ADV", "NUM", "PRON"}:
        return CLEAR if noun.ent == "NORP" or noun.tag in {"JJS", "RBS"} else UNCLEAR
    if noun.pos == "PROPN" and _is_common_name(noun):
        return CLEAR if noun.lower in around.title else UNCLEAR
    if noun.pos == "PROPN" or noun.lemma in word_list("unique") or _named_behind(noun):
        return CLEAR
    if any(_narrows(child) for child in noun.children if child.i in places) or _is_met_before(noun, places):
        return CLEAR
    return _clarity_in_article(noun, around)


def _is_met_before(noun: Word, places: Collection[int]) -> bool:
    """Whether the claim itself brought it in: "In lakes and ponds, ... the surface of the pond"."""
    earlier = [
        w for w in noun.sentence.words[: noun.i] if w.i in places and w.lemma == noun.lemma and w.pos == noun.pos
    ]
    return any(all(c.lower != "the" for c in w.children) for w in earlier)


def _is_common_name(noun: Word) -> bool:
    """Whether a capital is all that makes a noun a name: the Court, the Treaties."""
    alone = not any(c.dep in {"compound", "prep", "amod", "nmod", "appos", "poss"} for c in noun.children)
    if alone and is_person_noun(noun.lower) and noun.dep != "compound":
        return True  # the Tsar
    listed = noun.lemma in word_list("concrete") or noun.lemma in word_list("abstract")
    return alone and noun.dep != "compound" and (listed or noun.lower.removesuffix("s") in word_list("concrete"))


def _named_behind(noun: Word) -> bool:
    """Whether a name follows that tells which one: the fungus Beauveria bassiana."""
    words = noun.sentence.words
    following = words[noun.i + 1] if noun.i + 1 < len(words) else noun
    return following.pos == "PROPN" and following.head.head in {noun, noun.head, following.head}


def _clarity_in_article(noun: Word, around: Surroundings) -> int:
    """How clear a definite is that nothing in its sentence narrows: by the title, and by what else the article names."""
    if around.fuller(noun):
        return LIKELY
    single, often = around.is_single(noun.lemma), around.counts(noun.lemma) >= SEVERAL
    if noun.lemma in around.title or noun.lower in around.title:
        return CLEAR if single else LIKELY
    if noun.lemma in word_list("abstract"):
        return UNCLEAR
    if noun.lemma in word_list("concrete"):
        return SINGLE if single and often else UNCLEAR
    describing = [c for c in noun.children if c.dep in {"amod", "compound", "nmod"}]
    if any(c.lower not in word_list("describing") for c in describing):
        return CLEAR if single else LIKELY
    return LIKELY if single else SINGLE if often and noun.tag == "NNS" else UNCLEAR


SEVERAL = 3
"""Mentions after which an article's only company is "the company" to most of its readers, though not to all."""


def _narrows(child: Word) -> bool:
    if child.dep == "prep" and child.i > child.head.i:
        return child.lower in _NARROWING_PREPOSITIONS and bool(child.children)
    if child.dep == "appos" and child.pos == "PROPN":
        return True
    return (
        child.dep in _NARROWING
        or child.tag == "JJS"
        or any(c.tag == "RBS" for c in child.children)
        or _is_year(child)
        or (child.dep in {"compound", "amod", "nmod"} and child.text[:1].isupper() and child.i > 1)
        or (child.lower == "same" and child.head.lemma == "time")
        or child.lower in {"only", "first", "last"}
        or (child.ent in _NAMES and child.dep in {"compound", "amod", "nmod", "poss"})
    )


def _is_year(word: Word) -> bool:
    """Whether a number before a noun is a year or two: the 2013 season, the 2007–08 season."""
    first = word.text.partition("–")[0].partition("-")[0]
    return word.i < word.head.i and len(first) == 4 and first.isdigit() and first[0] in "12"
