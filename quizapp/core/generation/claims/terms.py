"""The terms of a claim: words that it introduces, words that are no everyday ones."""

from collections.abc import Iterator

from lemminflect import getInflection

from quizapp.core.generation.claims.focus import Focus, make_focus
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.names.people import is_person_noun
from quizapp.core.generation.vocabulary import rank, word_list
from quizapp.core.generation.words import Word

_NAMING = frozenset(["call", "know", "name", "term", "dub", "label", "refer", "nickname"])


def find_terms(claim: Claim) -> Iterator[Focus]:
    """The words that a claim introduces as a name: "is called X", "known as X"."""
    for word in claim.words:
        if word.lemma not in _NAMING or word.pos != "VERB":
            continue
        target = _named_by(word)
        if target is None or target.i < word.i:
            continue
        words = tuple(w for w in target.subtree() if w.dep != "det")
        if 1 <= len(words) <= 3 and all(w.pos in {"NOUN", "PROPN", "ADJ"} for w in words):
            focus = make_focus("term", claim, words)
            if focus:
                yield focus
        return


def _named_by(verb: Word) -> Word | None:
    through = next((c for c in verb.children if c.dep == "prep" and c.lower == "as"), None)
    if through is not None:
        return through.child("pobj")
    return verb.child("oprd", "attr") if verb.lemma not in {"know", "refer"} else None


def rare_words(claim: Claim, around: Surroundings) -> Iterator[Focus]:
    """Technical terms: nouns that are no common words, with the nouns before them, where no other stands beside."""
    for word in claim.words:
        if not is_rare(word) or word.dep not in {"pobj", "dobj", "nsubj", "nsubjpass", "attr"}:
            continue
        told = any(c.dep == "prep" and c.lower == "of" for c in word.children) or (
            word.head.lower == "to" and word.head.head.lower == "according"
        )
        technical = _is_beyond(word, TECHNICAL) or around.frequency[word.lemma] >= TOGETHER
        if told:
            continue  # "the verge of" is no thing
        if word.i == 0 or any(c.dep in {"conj", "cc", "amod", "appos", "poss"} for c in word.children):
            continue
        words = tuple(
            sorted([c for c in word.children if c.dep == "compound" and c.i < word.i] + [word], key=lambda w: w.i)
        )
        before = word.sentence.words[words[0].i - 1]
        if (
            any(not w.text.islower() for w in words)
            or before.pos == "PROPN"
            or before.text in {"-", "/"}
            or (before.lower == "a" and word.tag == "NNS")
        ):
            continue
        focus = make_focus("rare", claim, words) if technical else None  # one mention of a listed word is no term
        if focus:
            accepted = (focus.text, *_other_number(word, focus.text))
            yield Focus("rare", words, focus.text, focus.start, focus.end, accepted)


def set_phrases(claim: Claim, around: Surroundings) -> Iterator[Focus]:
    """Two words that the article uses together again and again: hydrogen bonds, natural selection."""
    for word in claim.words:
        lead = next((c for c in word.children if c.i == word.i - 1 and c.dep in {"compound", "amod"}), None)
        if lead is None or word.pos != "NOUN" or word.dep not in {"pobj", "dobj", "nsubj", "nsubjpass", "attr"}:
            continue
        if (
            lead.lower in word_list("describing")
            or not lead.text.isalpha()
            or lead.pos not in {"NOUN", "ADJ"}
            or is_person_noun(word.lemma)
        ):
            continue
        extra = [
            c for c in word.children if c is not lead and c.dep in {"compound", "amod", "conj", "cc", "appos", "poss"}
        ]
        before = word.sentence.words[lead.i - 1] if lead.i else None
        if before is not None and _leads(before):
            continue
        if word.lemma in word_list("abstract") or max(rank(lead.lower), rank(word.lemma)) < FAMILIAR:
            continue  # city centre, rush hour
        if extra or around.pairs[lead.lemma, word.lemma] < TOGETHER:
            continue
        focus = make_focus("rare", claim, (lead, word))
        if focus:
            yield Focus(
                "rare", focus.words, focus.text, focus.start, focus.end, (focus.text, *_other_number(word, focus.text))
            )


def _leads(before: Word) -> bool:
    """Whether a word belongs to the phrase behind it: water-soluble vitamins, ink jet printer."""
    return before.text == "-" or (before.pos in {"NOUN", "PROPN", "ADJ"} and before.dep in {"compound", "amod", "nmod"})


FAMILIAR = 2_500
"""Rank among English words up to which both words of a phrase are everybody's."""


TOGETHER = 2
"""Mentions that make a term of a rare word, or of two words that stand together."""


def _other_number(word: Word, text: str) -> tuple[str, ...]:
    other = getInflection(word.lemma, "NN" if word.tag == "NNS" else "NNS")
    return (text.removesuffix(word.text) + other[0],) if other else ()


TECHNICAL = 17_500
"""Rank from which a word is a term though the article has it once."""
RARE, UNCOMMON = 10_000, 6_000
"""Ranks among English words from which a noun is a term of its subject, and from which it is at least no everyday word."""


SHORT = 2
"""Letters of a unit or a mark rather than a word."""


def is_rare(word: Word) -> bool:
    """Whether a noun is no common word: a term of its subject."""
    return word.pos == "NOUN" and not is_person_noun(word.lemma) and _is_beyond(word, RARE)


def is_uncommon(word: Word) -> bool:
    """Whether a word is none that everybody uses daily."""
    return word.pos in {"NOUN", "ADJ", "VERB"} and _is_beyond(word, UNCOMMON)


def specifics(claim: Claim, around: Surroundings) -> int:
    """How much of a claim only a reader can know: its numbers, names and uncommon words.

    What the title names, and whom the whole article is about, does not count.
    """
    told = set()
    for word in claim.words:
        mention = around.names.mention_at(word)
        if mention is not None and mention.name not in {around.names.hero, around.names.topic}:
            told.add(mention.name)
        elif mention is None and (word.pos == "NUM" or (is_uncommon(word) and word.lemma not in around.title)):
            told.add(word.lemma)
    return len(told)


def _is_beyond(word: Word, limit: int) -> bool:
    return word.text.isalpha() and len(word.text) > SHORT and min(rank(word.lower), rank(word.lemma)) >= limit
