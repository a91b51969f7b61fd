"""Writing questions by hand, of every kind: what is right is kept, what is wrong is told beside its field."""

import pytest
from sqlalchemy import select

from quizapp.core.grading import interaction, interaction_names
from quizapp.extensions import db
from quizapp.models.items import ItemVersion
from quizapp.services import item_views
from tests.pages import words
from tests.samples import EVIDENCE, ORDER, PAIRS, PROOFS, SEVERAL, TEXT, make_article, make_item

WRITTEN = {
    "single_choice": {"key": "b", "option_a": "Tom Harrow", "option_b": "Mara Voss"},
    "true_false": {"key": "false"},
    "short_answer": {"key": "Mara Voss\nVoss"},
    "numeric": {"key": "40,000", "unit": "crowns"},
    "cloze": {"key": "Mara Voss | Voss"},
    "multiple_choice": {"key": ["b", "c"], "option_a": "Tom Harrow", "option_b": "Mara Voss", "option_c": "Voss"},
    "ordering": {"key": "The ferry carries people\n\n The bridge is opened \r\nA flood carries one arch away"},
    "matching": {"key": "Mara Voss | drew the plans\nTom Harrow|rowed\nThe town | built", "others": "paid"},
    "evidence": {
        "key": "c",
        "option_a": "The bridge at Orrin was opened in 1907.",
        "option_b": "A flood carried one arch away in 1931.",
        "option_c": "Mara Voss, an engineer from the coast,\r\ndrew the plans and chose the stone.",
    },
}
SHOWN = {
    "single_choice": ["A", "B", "Mara Voss", "The answer."],
    "multiple_choice": ["Mara Voss Right.", "Voss Right."],
    "ordering": ["1 The ferry carries people 2 The bridge is opened 3 A flood carries one arch away"],
    "matching": ["1 Mara Voss: drew the plans 2 Tom Harrow: rowed 3 The town: built – paid Matches nothing."],
    "evidence": ["“Mara Voss, an engineer from the coast, drew the plans and chose the stone.” The answer."],
}
"""Words of a draft with its key open."""
COMMON = {
    "stem": "Who drew the plans of the bridge at _____?",
    "explanation": "The engineer Mara Voss drew them.",
    "citation": "Mara Voss, an engineer from the coast, drew the plans",
}


def all_of(model) -> list:
    found = list(db.session.scalars(select(model)))
    db.session.rollback()
    return found


@pytest.mark.parametrize("name", interaction_names())
def test_a_question_of_every_kind_can_be_written_by_hand_and_edited(desk, vera, name):
    article = make_article(vera)
    db.session.rollback()
    address = f"/desk/articles/{article}/questions/new/{name}"
    draft = desk.post_form(address, {**COMMON, **WRITTEN[name]}).location
    page = desk.get(draft)
    assert "Proven" in page.text
    shown = page.text.replace(" ", "")
    assert [words for words in SHOWN.get(name, ()) if words.replace(" ", "") not in shown] == []
    again = desk.post_form(f"{draft}/edit", {"explanation": "Voss, the engineer, drew them."}).location
    assert "Voss, the engineer" in desk.get(again).text
    first, second = all_of(ItemVersion)
    assert first.key == second.key
    assert first.options == second.options


WRONG = {
    "a choice of none": ("multiple_choice", {"key": None}, "Choose which options are right."),
    "a choice of all": ("multiple_choice", {"key": ["a", "b", "c"]}, "Leave at least one option"),
    "a choice of a blank one": ("multiple_choice", {"key": ["b", "h"]}, "Choose which options are right."),
    "two events": ("ordering", {"key": "One\nTwo"}, "Give three to six events."),
    "an event twice": ("ordering", {"key": "One\nTwo\nthe one"}, "One event stands there twice."),
    "a line without a match": ("matching", {"key": "A | b\nC | d\nE"}, "Give every line something"),
    "a match twice": ("matching", {"key": "A | b\nC | b\nE | f"}, "Two lines have the same match."),
    "too many matches": ("matching", {"others": "x\ny\nz"}, "Give two further matches at most."),
    "two sentences": ("evidence", {"option_a": ""}, "Give three to five sentences."),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_question_that_cannot_be_asked_is_told_and_not_kept(desk, vera, what):
    article = make_article(vera)
    db.session.rollback()
    name, fields, words = WRONG[what]
    address = f"/desk/articles/{article}/questions/new/{name}"
    page = desk.post_form(address, {**COMMON, **WRITTEN[name], **fields}, status=422)
    assert words in page.text
    assert all_of(ItemVersion) == []


def test_a_sentence_that_the_article_does_not_have_is_told_beside_its_field(desk, vera):
    version = make_item(make_article(vera), EVIDENCE)
    db.session.rollback()
    page = desk.post_form(f"/desk/drafts/{version}/edit", {"option_b": "Building it took nine years."}, status=422)
    assert "This does not stand in the article word for word" in words(page.one("p", id="option_b-error"))
    assert page.one("textarea", id="option_b").get("aria-invalid") == "true"
    assert page.one("textarea", id="option_a").get("aria-invalid") is None
    assert len(all_of(ItemVersion)) == 1


@pytest.mark.parametrize("content", [SEVERAL, ORDER, PAIRS, EVIDENCE], ids=lambda content: content.interaction)
def test_a_question_keeps_its_key_when_it_is_edited(desk, vera, content):
    version = make_item(make_article(vera), content)
    db.session.rollback()
    again = desk.post_form(f"/desk/drafts/{version}/edit", {"explanation": "So it was."}).location
    first, second = desk.get(f"{again}"), [item_views.content_of(row) for row in all_of(ItemVersion)]
    assert "So it was." in first.text
    module = interaction(content.interaction)
    assert module.key_text(second[0]) == module.key_text(second[1])
    assert {option.text for option in second[0].options} == {option.text for option in second[1].options}


@pytest.mark.parametrize("name", WRITTEN)
def test_an_empty_question_is_told_field_by_field(desk, vera, name):
    article = make_article(vera)
    db.session.rollback()
    address = f"/desk/articles/{article}/questions/new/{name}"
    page = desk.post_form(address, status=422)
    assert page.title.startswith("Error: ")
    page = desk.post_form(address, {"citation": COMMON["citation"]}, status=422)
    assert "Write the question." in page.text
    assert "Say why the answer is right." in page.text
    assert all_of(ItemVersion) == []


def test_sentences_can_be_ticked_instead_of_copied(desk, vera):
    article = make_article(vera)
    db.session.rollback()
    address = f"/desk/articles/{article}/questions/new/true_false"
    page = desk.get(address)
    values = [box.get("value") for box in page.all("input", name="sentences")]
    start = str(TEXT.index("Mara Voss, an engineer"))
    ticked = next(value for value in values if value.startswith(f"{start}-"))
    fields = {**COMMON, **WRITTEN["true_false"], "citation": "", "sentences": ticked}
    draft = desk.send(address, page.form(address), fields).location
    assert PROOFS["single_choice"] in [mark.text for mark in desk.get(draft).all("mark", class_="proves")]
    for forged in ("9-5", "0-99999999", "x", "5-5"):
        desk.post_form(address, {**fields, "sentences": forged}, status=422)


def test_words_that_are_not_in_the_article_prove_nothing(desk, vera):
    article = make_article(vera)
    db.session.rollback()
    address = f"/desk/articles/{article}/questions/new/true_false"
    fields = {**COMMON, **WRITTEN["true_false"], "citation": "Mara Voss drew the plans of the Eiffel tower"}
    assert "Choose the sentence" in desk.post_form(address, fields, status=422).text
    desk.get(f"/desk/articles/{article}/questions/new/essay", 404)
