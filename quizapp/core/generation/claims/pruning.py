"""What a clause can do without: words that only add to its claim, or tie it to the text around it."""

from collections.abc import Collection, Iterator, Sequence

from quizapp.core.generation.vocabulary import word_list
from quizapp.core.generation.words import FINITE, SUBJECTS, Sentence, Word

_COMMAS = frozenset([",", "–", "—", "-", "--", ";", ":", "("])
_VERBAL = frozenset(["VERB", "AUX"])
_CONCESSIVE = frozenset(["although", "though", "while", "whereas", "whilst"])
_CONDITIONS = frozenset(["if", "unless", "until", "than", "that", "whether", "lest"])
_EXAMPLES = frozenset(["including", "like", "such"])
_PLACING = frozenset(["in", "on", "at", "by", "from", "to", "of", "according", "for", "until", "since", "between"])
_UNIT = frozenset(["year", "month", "week", "night", "day", "weekend", "century", "morning", "afternoon", "evening"])
_MEASURES = _UNIT | frozenset(["hour", "minute", "second", "moment"])
_POINTING = frozenset(["last", "this", "next", "that", "the", "same"])
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
PART_OF_NAME = 2
LONGEST_APPOSITION = 7
"""Words of an apposition that is kept beside a common noun."""


def bracketed(sentence: Sentence) -> set[int]:
    """Places of the words in brackets or between dashes, the marks among them.

    A single dash sets off all that follows it but the end mark.
    """
    inside = _label(sentence)
    depth = 0
    for word in sentence.words:
        depth += word.text in {"(", "["}
        if depth:
            inside.add(word.i)
        depth -= word.text in {")", "]"} and depth > 0
    dashes = [word.i for word in sentence.words if _is_dash(word) and word.i not in inside]
    for first, last in zip(dashes[::2], dashes[1::2], strict=False):
        inside |= set(range(first, last + 1))
    if len(dashes) % 2:
        inside |= set(range(dashes[-1], len(sentence.words) - 1))
    return inside


_BULLETS = frozenset(["•", "·", "-", "–", "—", "*", "○", "▪"])
_SPEAKERS = frozenset(["q", "a"])


def _label(sentence: Sentence) -> set[int]:
    """Places of a bullet, or of the "Q:" and "A:" of an interview, at the beginning."""
    words = sentence.words
    if words[0].text in _BULLETS:
        return {0}
    if len(words) > 1 and words[0].lower in _SPEAKERS and words[1].text == ":":
        return {0, 1}
    return set()


def _is_dash(word: Word) -> bool:
    if word.text not in {"–", "—", "--"} or not 0 < word.i < len(word.sentence.words) - 1:
        return False
    before, after = word.sentence.words[word.i - 1], word.sentence.words[word.i + 1]
    if before.text[-1:].isdigit() and after.text[:1].isdigit():
        return False  # a score or a span
    return word.text == "—" or bool(before.space)


def is_clausal(word: Word) -> bool:
    """Whether a word heads a finite clause."""
    return word.pos in _VERBAL and (
        word.tag in FINITE or any(c.dep in {"aux", "auxpass"} and c.tag in FINITE for c in word.children)
    )


def before(word: Word) -> Word | None:
    """The word before the whole phrase that ``word`` heads."""
    first = left_edge(word)
    return first.sentence.words[first.i - 1] if first.i else None


def left_edge(word: Word) -> Word:
    """The first word of the phrase that ``word`` heads."""
    edge = word
    for child in word.children:
        if child.i < edge.i:
            candidate = left_edge(child)
            if candidate.i < edge.i:
                edge = candidate
    return edge


def right_edge(word: Word) -> Word:
    """The last word of the phrase that ``word`` heads."""
    edge = word
    for child in word.children:
        if child.i > edge.i:
            candidate = right_edge(child)
            if candidate.i > edge.i:
                edge = candidate
    return edge


def follows_comma(word: Word) -> bool:
    """Whether the phrase that ``word`` heads is set off from what stands before it."""
    mark = before(word)
    return mark is not None and mark.text in _COMMAS


def points_to_a_day(word: Word) -> bool:
    """Whether a word heads a time that only the day of writing explains: last year, on Monday."""
    if word.ent not in {"DATE", "TIME", ""}:
        return False
    if word.dep == "npadvmod" or (word.dep == "pobj" and word.head.dep == "prep"):
        described = {c.lower for c in word.children}
        if word.lower in {"today", "yesterday", "tomorrow", "tonight"}:
            return not word.children
        if word.lower in _WEEKDAYS:
            return not any(c.pos == "NUM" for c in word.children)
        return word.lemma in _UNIT and bool(described & {"last", "this", "next", "same"}) and len(described) < 3
    return False


def _only_adds(child: Word) -> bool:
    """Whether a child of a noun says more about it without telling which one is meant."""
    if child.dep == "relcl" or (child.dep == "advcl" and any(c.lower in {"where", "which"} for c in child.children)):
        return follows_comma(child)
    if child.dep == "appos":
        return follows_comma(child) and not _is_kept_apposition(child)
    if child.dep in {"acl", "advcl"} and child.tag in {"VBG", "VBN"}:
        return child.i > child.head.i and follows_comma(child)
    if child.dep == "prep" and child.i > child.head.i and follows_comma(child):
        return child.lower in _EXAMPLES
    return False


def _is_kept_apposition(child: Word) -> bool:
    """A name beside a common noun tells who is meant; several side by side are a list."""
    if any(c.dep == "cc" for c in [*child.children, *child.head.children]):
        return True
    is_name = child.pos == "PROPN" and child.head.pos == "NOUN"
    if child.pos == "PROPN" and child.head.pos == "PROPN" and right_edge(child).i - left_edge(child).i < PART_OF_NAME:
        return True  # the University of California, Berkeley
    return is_name and right_edge(child).i - left_edge(child).i < LONGEST_APPOSITION


def _loose_clause(child: Word, verb: Word) -> bool:
    """Whether a child of ``verb`` is a clause or phrase that its claim does not need."""
    if child.dep == "advcl":
        marks = {c.lower for c in child.children if c.dep in {"mark", "advmod"}}
        if marks & _CONCESSIVE:
            return True
        return child.tag in {"VBG", "VBN"} and child.i > verb.i and follows_comma(child) and not marks
    if child.dep == "prep" and child.i > verb.i and follows_comma(child):
        return child.lower not in _PLACING
    return child.dep in {"intj", "meta"}


def _is_trailing(child: Word, verb: Word) -> bool:
    """Whether a clause or phrase behind the verb can go without making the rest untrue."""
    if child.i < verb.i:
        return False
    if child.dep == "advcl":
        lead = before(child)
        if lead is not None and (lead.lemma in _MEASURES or lead.pos == "ADV"):
            return False  # "just moments before it began"
        marks = {c.lower for c in child.children if c.dep in {"mark", "advmod"}}
        return bool(marks) and not marks & _CONDITIONS
    return child.dep in {"prep", "npadvmod"} and follows_comma(child)


def _ties(child: Word, top: Word) -> bool:
    """Whether a word joins its clause to the text before it or to the day of writing."""
    plain = child.dep in {"advmod", "dep", "npadvmod"} and not child.children and child.head is top
    if plain and child.lower in word_list("connectives"):
        return True
    if child.dep == "cc":
        return child.i < child.head.i and all(
            w.dep in {"cc", "punct", "advmod"} for w in child.sentence.words[: child.i]
        )
    if points_to_a_day(child):
        return True
    if child.dep == "prep":
        target = child.child("pobj")
        if target is not None and points_to_a_day(target) and not target.child("prep", "nummod"):
            return True
        return target is not None and _only_joins(child, target)
    return False


def _only_joins(preposition: Word, target: Word) -> bool:
    """Whether a phrase before the subject only joins its sentence to the one before: in fact, as a result."""
    if preposition.i > preposition.head.i or target.lemma not in word_list("joining"):
        return False
    return all(c.lower in {"a", "an", "the", "other"} for c in target.children)


def _joined_verb(child: Word) -> bool:
    return child.dep == "conj" and child.pos in _VERBAL


def joins(verb: Word) -> list[Word]:
    """The verbs coordinated with ``verb``, in order."""
    return [child for child in verb.children if _joined_verb(child)]


def needs_its_partner(verb: Word) -> bool:
    """Whether cutting the verb joined to ``verb`` would leave nothing said: "was born and died in London"."""
    first = min((c.i for c in joins(verb)), default=-1)
    own = [c for c in verb.children if verb.i < c.i < first and c.dep not in {"cc", "punct", "advmod"}]
    shares = any(c.dep in {"dobj", "attr", "oprd"} for partner in joins(verb) for c in partner.children)
    return first > 0 and not own and (verb.pos == "AUX" or shares or not follows_comma_word(verb, first))


def follows_comma_word(verb: Word, first: int) -> bool:
    """Whether a comma stands between ``verb`` and the place ``first``."""
    return any(w.text == "," for w in verb.sentence.words[verb.i + 1 : first])


def kept(top: Word, out: set[int], *, joined: bool = False, tight: bool = False) -> list[Word]:
    """The words below ``top`` that its claim needs, in order; never those at the places ``out``.

    With ``joined`` the verbs coordinated with ``top`` stay; with ``tight`` clauses behind the verb go
    too that say why, when or how.
    """
    found: list[Word] = []
    waiting = [top]
    while waiting:
        word = waiting.pop()
        found.append(word)
        waiting.extend(
            c for c in word.children if c.i not in out and not _leaves_out(c, word, top, joined=joined, tight=tight)
        )
    return sorted(found, key=lambda word: word.i)


def _leaves_out(child: Word, parent: Word, top: Word, *, joined: bool, tight: bool) -> bool:
    if parent is top and top.pos in _VERBAL:
        if tight and _is_trailing(child, top):
            return True
        if _joined_verb(child) and (not joined or subject_of(child) is not None):
            return True
        if child.dep == "cc" and joins(top) and not joined:
            return True
        if _loose_clause(child, top):
            return True
    if tight and _joined_verb(child) and parent is not top and (subject_of(child) is not None or child.child("mark")):
        return True
    return _ties(child, top) or _only_adds(child) or _second_attribute(child, parent, top)


def _second_attribute(child: Word, parent: Word, top: Word) -> bool:
    """Whether a child adds a second thing to "X is a city": ", and the capital of the province"."""
    if parent.dep != "attr" or parent.head is not top:
        return False
    partner = child if child.dep == "conj" else next((c for c in parent.children if c.dep == "conj"), None)
    if partner is None or (child is not partner and child.dep != "cc"):
        return False
    subject = top.child("nsubj")
    if subject is None or subject.tag in {"NNS", "NNPS"} or partner.child("conj") is not None:
        return False  # a list of many is one claim
    return any(c.dep in {"det", "poss"} for c in partner.children) or follows_comma(partner)


def without_loose_commas(words: Sequence[Word], out: Collection[int], subject: int = -1) -> Iterator[Word]:
    """The words with those commas alone whose neighbours of the article both stayed; places ``out`` do not count.

    A comma just before the place ``subject`` stays too: it ends what stands before the subject.
    """
    places = {word.i for word in words}
    for n, word in enumerate(words):
        if word.dep == "punct" and word.text == ",":
            if n == 0 or n == len(words) - 1:
                continue
            left, right = word.i - 1, word.i + 1
            while left in out:
                left -= 1
            while right in out:
                right += 1
            if not {left, right} <= places and not (right == subject and n and right in places):
                continue
        yield word


def subject_of(verb: Word) -> Word | None:
    """The subject of a clause: before its verb, or after "there is"."""
    subject = next((c for c in verb.children if c.dep in SUBJECTS and c.i < verb.i), None)
    return subject or verb.child("expl")
