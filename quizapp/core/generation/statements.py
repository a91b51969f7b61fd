"""Statements that stand alone: sentences that a reader understands without the ones around them."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.core.generation.entities import Names
from quizapp.core.generation.references import SUBJECTS, own_possessive, resolve
from quizapp.core.generation.reader import Document, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

SHORTEST, LONGEST = 6, 30
"""Words of a statement."""
CONNECTIVES = frozenset(
    "but and yet so however therefore thus moreover furthermore nevertheless also then meanwhile besides indeed instead "
    "still consequently hence additionally similarly likewise otherwise although though".split()
)
_REFUSED_PRONOUNS = frozenset(
    "he she it they him them we us i you this these those that one ones another other others such both former latter "
    "here there itself himself herself themselves its their theirs his her hers our your my".split()
)
_ANAPHORIC = frozenset(
    "agreement announcement answer area argument article attack attempt author authority battle body building campaign "
    "case cause change chapter church city club committee company conflict council country couple court crisis damage "
    "day deal death debate decision defeat department development disaster discovery document effect election emperor "
    "era event evidence example experiment fact family figure film fire firm force form government group idea incident "
    "increase industry institution invasion investigation island issue king kingdom land latter law leader letter list "
    "man meeting men method minister ministry model moment month movement name nation network number office officer "
    "official operation opposition order organisation organization pair paper party people period person place plan "
    "policy population position power practice president problem process product programme program project proposal "
    "protest question reason rebellion reform region regime relationship report republic research researcher result "
    "revolt river role rule ruler scheme school scientist section service ship show siege site situation society "
    "soldier state statement story study substance success survey system team territory theory thing time title town "
    "trade tradition treaty trial trip troop two type union university use vessel victory village visit vote war way "
    "weapon woman women work year dispute talks side sides talk line lines".split()
)
_DEICTIC = re.compile(
    r"\b(?:today|yesterday|tomorrow|now|currently|recently|ago|last (?:year|month|week|night)|this (?:year|month|week)|"
    r"next (?:year|month|week)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|at the time|at that time|later|earlier|"
    r"previously|above|below|figure \d|the following|the same|as well|too|(?:the )?year before)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_QUOTE = re.compile(r"[“”\"]")


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A sentence that stands alone.

    ``text`` is the sentence with its subject named and brackets and connectives left out;
    ``[start, end)`` is the span of the article that proves it. ``shift`` maps: offset in ``text`` =
    offset of a token in its paragraph + shift, for tokens from ``first`` on, as nothing was cut after it.
    """

    text: str
    passage: int
    start: int
    end: int
    sentence: Sentence
    first: int
    """Index in the paragraph of the first token whose words stand unchanged in ``text``."""
    shift: int
    subject: str
    """The resolved name that replaced a pronoun, or blank."""

    def at(self, token: "Token") -> int:
        """Where ``token`` begins in ``text``."""
        return token.idx + self.shift


def title_words(document: Document) -> set[str]:
    """Lower-case words of the title."""
    return {word.lower() for word in re.findall(r"\w+", document.title)}


def drop_reason(document: Document, sentence: Sentence, names: Names) -> str:
    """Why a sentence cannot be asked about, or blank. Pronouns as subjects are looked at later."""
    span = sentence.span
    text = span.text.strip()
    words = [token for token in span if token.is_alpha or token.like_num]
    if not SHORTEST <= len(words) <= LONGEST:
        return "length"
    if text[-1:] != "." or not text[:1].isupper():
        return "not a plain sentence"
    if _QUOTE.search(text) or "‘" in text or ";" in text or ":" in text or "—" in text or "–" in text:
        return "quotation or inset"
    if _BRACKETS.search(text):
        return "brackets"
    if _DEICTIC.search(text):
        return "time or place unclear"
    return _structure(sentence) or _references(document, sentence, names)


def _structure(sentence: Sentence) -> str:
    root = sentence.span.root
    if root.pos_ not in {"VERB", "AUX"}:
        return "no main verb"
    finite = root.tag_ in {"VBD", "VBZ", "VBP"} or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ in {"VBD", "VBZ", "VBP", "MD"} for child in root.children
    )
    subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    if not finite or subject is None or subject.i > root.i:
        return "no plain main clause"
    if any(child.dep_ == "expl" for child in root.children) or root.dep_ != "ROOT":
        return "no plain main clause"
    if any(child.dep_ == "conj" and child.pos_ == "VERB" and any(g.dep_ in SUBJECTS for g in child.children) for child in root.children):
        return "two claims"
    return ""


def _references(document: Document, sentence: Sentence, names: Names) -> str:
    title = title_words(document)
    for token in sentence.span:
        word = token.lower_
        if word in {"he", "she"} and token.dep_ in SUBJECTS and token.head is sentence.span.root and token.i == sentence.span.start:
            continue
        if word in {"his", "her"} and token.tag_ == "PRP$" and own_possessive(token, names):
            continue
        if word in {"its", "their"} and token.tag_ == "PRP$" and _has_plain_subject_before(token):
            continue
        if word == "that" and token.dep_ in {"mark", "nsubj", "nsubjpass", "dobj"} and token.tag_ in {"IN", "WDT"}:
            continue
        if word in _REFUSED_PRONOUNS and token.pos_ in {"PRON", "DET", "ADV", "ADJ"}:
            return "unclear reference"
        if word == "the" and token.dep_ == "det" and not _definite_is_clear(token.head, title):
            return "unclear definite"
        if token.tag_ in {"JJR", "RBR"} and not any(t.lower_ == "than" for t in sentence.span):
            return "comparison without its other half"
    return ""


def _has_plain_subject_before(token: "Token") -> bool:
    """Its and their within one clause mean its subject; only where no other noun stands between."""
    subjects = [t for t in token.sent.root.children if t.dep_ in SUBJECTS]
    if not subjects or subjects[0].i > token.i or subjects[0].pos_ == "PRON":
        return False
    plural = subjects[0].tag_ in {"NNS", "NNPS"}
    between = [t for t in token.doc[subjects[0].right_edge.i + 1 : token.i] if t.pos_ in {"NOUN", "PROPN"}]
    return not between and plural == (token.lower_ == "their")


def _definite_is_clear(noun: "Token", title: set[str]) -> bool:
    """Whether "the N" says by itself what is meant (rule 2 of our study of forms)."""
    if noun.pos_ == "PROPN" or noun.lower_ in title or noun.lemma_.lower() in title:
        return True
    modified = any(
        child.dep_ in {"relcl", "compound", "acl"} or (child.dep_ == "prep" and child.lower_ in {"of", "in", "between", "for"})
        or child.tag_ == "JJS" or child.ent_type_ in {"GPE", "NORP", "ORDINAL"}
        for child in noun.children
    )
    if modified:
        return True
    if any(child.dep_ == "amod" for child in noun.children):
        return noun.lemma_.lower() not in _ANAPHORIC
    return noun.lemma_.lower() not in _ANAPHORIC and noun.pos_ == "NOUN" and noun.tag_ == "NN" and noun.lower_ in _UNIQUE


_UNIQUE = frozenset("world sun moon earth sea ocean sky internet public economy environment brain heart blood skin air".split())


def _leading_words(sentence: Sentence) -> int:
    """How many tokens at the beginning are connectives to be left out, with their comma."""
    span = sentence.span
    count = 0
    while count < len(span) and span[count].lower_ in CONNECTIVES:
        count += 1
        if count < len(span) and span[count].text == ",":
            count += 1
    return count


def find_statements(document: Document, names: Names) -> tuple[list[Statement], Counter[str]]:
    """The statements of an article in order, and why the other sentences were dropped."""
    found: list[Statement] = []
    dropped: Counter[str] = Counter()
    for paragraph in document.paragraphs:
        for sentence in paragraph:
            reason = drop_reason(document, sentence, names)
            statement = None if reason else _statement(document, sentence, names)
            if statement is None:
                dropped[reason or "unclear reference"] += 1
            else:
                found.append(statement)
    return found, dropped


def _statement(document: Document, sentence: Sentence, names: Names) -> Statement | None:
    skip = _leading_words(sentence)
    span = sentence.span[skip:]
    if not len(span):
        return None
    first = span[0]
    if first.lower_ in {"he", "she"}:
        resolution = resolve(document, sentence, names)
        if resolution is None or sentence.index - resolution.named_in.index > 2:
            return None
        name, start, rest = resolution.full_name, resolution.named_in.start, span[1:]
    else:
        name, start, rest = "", sentence.start, span
    body = document_words(rest)
    lead = f"{name} " if name else ""
    text = lead + (body if name else body[:1].upper() + body[1:])
    shift = len(lead) - rest[0].idx
    return Statement(text, sentence.passage, start, sentence.end, sentence, rest[0].i, shift, name)


def document_words(span: "Span") -> str:  # noqa: F821
    """The words of a span as they stand."""
    return str(span.text).strip()
