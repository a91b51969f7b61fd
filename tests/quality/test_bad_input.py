"""Whatever is pasted in: no crash, no nonsense that a program can see, and a set or the reason why there is none."""

import pytest

from quizapp.core.generation.pipeline import FEW, GeneratedSet, generate
from quizapp.core.text.citations import is_verbatim
from quizapp.core.text.passages import normalize_text
from tests.quality.odd_texts import FRENCH, GERMAN, ODD, PLAIN, RUSSIAN, SPANISH
from tests.quality.sanity import faults_of_set, told


@pytest.fixture(scope="module", params=ODD)
def made(request) -> tuple[str, GeneratedSet]:
    text = normalize_text(ODD[request.param])
    return text, generate(request.param.capitalize(), text, seed=1)


def test_odd_input_gives_a_set_or_a_reason(made):
    _, result = made
    assert len(result.drafts) >= FEW or result.reason.strip()


def test_odd_input_gives_no_nonsense_that_a_program_can_see(made):
    text, result = made
    assert faults_of_set(result, text) == []


def test_odd_input_is_cited_word_for_word(made):
    text, result = made
    for draft in result.drafts:
        assert is_verbatim(text, draft.citation), told(draft)
        passage = next(p for p in result.passages if p.number == draft.passage)
        assert passage.start <= draft.citation.start < draft.citation.end <= passage.end, told(draft)


@pytest.mark.parametrize("text", [FRENCH, GERMAN, RUSSIAN, SPANISH], ids=["French", "German", "Russian", "Spanish"])
def test_another_language_gives_no_questions_and_is_told(text):
    result = generate("Orrin", normalize_text(text))
    assert result.drafts == ()
    assert "English" in result.reason


def test_a_paragraph_in_another_language_is_passed_over():
    text = normalize_text(ODD["English with a French paragraph"])
    asked = [told(draft) for draft in generate("Orrin", text).drafts if "incendie" in draft.citation.exact]
    assert asked == []


def test_lines_broken_by_whoever_pasted_change_no_question():
    broken = ODD["lines of sixty characters"]
    stems = [[d.content.stem for d in generate("Orrin", normalize_text(text)).drafts] for text in (PLAIN, broken)]
    assert stems[0] == stems[1]


def test_broken_lines_without_blank_ones_are_no_paragraphs():
    made = generate("Orrin", normalize_text(ODD["lines of sixty characters without blank lines"]))
    assert len(made.drafts) >= 4
    assert all(draft.citation.exact[-1] in ".!?”" for draft in made.drafts)


@pytest.mark.parametrize("name", ["two spaces everywhere", "spaces that do not break", "tabs in prose"])
def test_every_kind_of_space_parts_words(name):
    stems = [
        [draft.content.stem for draft in generate("Orrin", normalize_text(text)).drafts] for text in (PLAIN, ODD[name])
    ]
    assert stems[0] == stems[1]


def test_bullets_that_are_sentences_are_asked_about():
    assert generate("Orrin", normalize_text(ODD["bullets that are sentences"])).drafts


@pytest.mark.parametrize("title", ["", " ", "?", "\u202e", "Orrin " * 400])
def test_an_odd_title_changes_nothing_for_the_worse(title):
    text = normalize_text(ODD["bullets that are sentences"])
    assert faults_of_set(generate(title, text), text) == []


def test_lines_that_come_back_are_asked_about_once():
    text = normalize_text(ODD["the same text five times"])
    stems = [draft.content.stem for draft in generate("Orrin", text).drafts]
    assert len(stems) == len(set(stems))
