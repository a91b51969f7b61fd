"""An article without its words: where its paragraphs stand, under which headings."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.text.passages import Passage


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs under one heading; before the first heading it is blank."""

    heading: str
    numbers: tuple[int, ...]

    @property
    def words(self) -> str:
        """Its paragraphs in words: "Paragraph 3", "Paragraphs 1 to 4"."""
        return numbers_in_words(self.numbers)


def numbers_in_words(numbers: Sequence[int]) -> str:
    """Numbers of neighbouring paragraphs in words, from the first to the last."""
    if not numbers:
        return "No paragraphs"
    if len(numbers) == 1:
        return f"Paragraph {numbers[0]}"
    return f"Paragraphs {numbers[0]} {'and' if len(numbers) == 2 else 'to'} {numbers[-1]}"


def outline(text: str, passages: Sequence[Passage]) -> tuple[Part, ...]:
    """The parts of an article: its headings and the numbers of the paragraphs below each."""
    parts: list[tuple[str, list[int]]] = [("", [])]
    for passage in passages:
        if passage.number is None:
            parts.append((passage.of(text), []))
        else:
            parts[-1][1].append(passage.number)
    return tuple(Part(heading, tuple(numbers)) for heading, numbers in parts if numbers)
