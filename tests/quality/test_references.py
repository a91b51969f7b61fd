"""References measured on documents annotated by others; skipped where the folder beside the checkout is missing."""

import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from quizapp.core.generation.names.entities import find_names
from quizapp.core.generation.names.references import Reference, find_references
from quizapp.core.generation.reader import read
from quizapp.core.generation.words import Word
from quizapp.core.text.passages import Passage, PassageKind

GOLD = Path(__file__).parents[3] / "shared" / "references"
HE = frozenset(["he", "him", "his", "she", "her", "hers"])
DEFINITE = "the N"

pytestmark = pytest.mark.skipif(not (GOLD / "score_references.py").exists(), reason="no annotated documents here")


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_references", GOLD / "score_references.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def gold(scorer):
    return scorer.load(GOLD)


def article(data) -> tuple[str, list[Passage], dict[int, int]]:
    """The text of a document, its passages (all but paragraphs as headings) and the place of each paragraph."""
    text, passages, places = "", [], {}
    for position, (paragraph, kind) in enumerate(zip(data["paragraphs"], data["kinds"], strict=True)):
        start = len(text) + 2 * bool(text)
        text = f"{text}\n\n{paragraph}" if text else paragraph
        number = len(places) + 1 if kind.split()[0] == "p" else None
        if number:
            places[number] = position
        what = PassageKind.PARAGRAPH if number else PassageKind.HEADING
        passages.append(Passage(position, start, len(text), what, number))
    return text, passages, places


def kind_of(word: Word) -> str:
    return "he" if word.lower in HE else word.lower if word.pos == "PRON" else DEFINITE


@pytest.fixture(scope="module")
def made(gold) -> list[tuple[str, Word, Reference, dict]]:
    """All references found in all documents, with the line that the scorer expects."""
    found = []
    for name, entry in gold.items():
        text, passages, places = article(entry["data"])
        document = read(entry["data"]["title"], text, passages)
        starts = {passage.number: passage.start for passage in passages}
        for word, reference in find_references(document, find_names(document)).items():
            base = starts[word.sentence.passage]
            first = word.sentence.words[word.i - 1] if kind_of(word) == DEFINITE else word
            line = {"doc": name, "par": places[word.sentence.passage], "start": first.start - base}
            line |= {"end": word.end - base, "replacement": reference.name}
            found.append((kind_of(word), word, reference, line))
    return found


def rightness(scorer, gold, lines) -> tuple[int, int]:
    table, _ = scorer.score(gold, lines)
    return sum(row["right"] for row in table.values()), sum(row["predicted"] for row in table.values())


def earlier_in_sentence(document, mention) -> bool:
    """Whether the annotators see the same thing earlier in the mention's sentence."""
    return mention["entity_id"] is not None and any(
        other["entity_id"] == mention["entity_id"]
        and (other["par"], other["sent"]) == (mention["par"], mention["sent"])
        and other["start"] < mention["start"]
        for other in document["data"]["mentions"]
    )


def resolvable_persons(scorer, gold) -> Counter[bool]:
    """Counts of he, she, his, her that have an earlier phrase, by whether it stands in the same sentence."""
    return Counter(
        earlier_in_sentence(document, mention)
        for document in gold.values()
        for mention in document["data"]["mentions"]
        if scorer.resolvable(mention) and mention["text"].lower() in HE
    )


def test_he_and_she_are_replaced_by_the_right_name(scorer, gold, made):
    lines = [line for kind, _, reference, line in made if kind == "he" and not reference.internal]
    right, predicted = rightness(scorer, gold, lines)
    there = resolvable_persons(scorer, gold)
    assert right >= 0.98 * predicted, f"{right} of {predicted}"
    assert right >= 0.4 * there[False], f"{right} of {there[False]} that point out of their sentence"


def test_he_and_she_are_understood_often_enough(gold, made, scorer):
    sure = [line for kind, _, reference, line in made if kind == "he" and (reference.name or reference.internal)]
    there = resolvable_persons(scorer, gold)
    assert len(sure) >= 0.5 * (there[True] + there[False])


def test_it_at_the_start_of_a_sentence_is_right_or_left_alone(scorer, gold, made):
    lines = [line for kind, _, reference, line in made if kind == "it" and not reference.internal]
    right, predicted = rightness(scorer, gold, lines)
    assert predicted < 5 or right >= 0.95 * predicted, f"{right} of {predicted}"


def test_what_stays_in_its_sentence_has_its_antecedent_there(gold, made):
    verdicts = []
    for kind, _, reference, line in made:
        if reference.internal and kind != DEFINITE:
            document = gold[line["doc"]]
            mention = document["places"].get((line["par"], line["start"], line["end"]))
            verdicts.append(mention is not None and earlier_in_sentence(document, mention))
    assert sum(verdicts) >= 0.95 * len(verdicts), f"{sum(verdicts)} of {len(verdicts)}"


def test_references_stand_in_the_paragraph_that_names_them(made):
    for _, word, reference, line in made:
        sentence = reference.antecedent.sentence
        assert sentence.passage == word.sentence.passage, line
        assert (reference.antecedent.start <= word.start) or reference.antecedent is word, line
        assert not reference.internal or sentence is word.sentence, json.dumps(line)
