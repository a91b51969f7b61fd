"""Each check with a question that passes and one that it catches."""

from dataclasses import replace

import pytest

from quizapp.core.generation.checks import CHECKS, check_item
from quizapp.core.generation.second_reader import problem
from quizapp.core.items import ItemContent, Option, Outcome, Verdict
from quizapp.core.text.citations import Citation, cite, locate
from tests.samples import CONTENTS, PROOFS
from tests.samples import TEXT as BRIDGE

CITED = "Mara Voss opened a school for 240 children in Bergen in 1907."
TEXT = f"Norway is wide. {CITED} Tom Harrow left."
WHY = "Mara Voss opened a school in Bergen."


def typed(stem: str, *accepted: str, why: str = WHY) -> ItemContent:
    return ItemContent("short_answer", stem, {"accepted": list(accepted)}, (), why)


def chosen(stem: str, *texts: str, key: str = "a", why: str = WHY) -> ItemContent:
    """A choice; the first option is right."""
    return ItemContent("single_choice", stem, {"option": key}, options(*texts), why)


def options(*texts: str) -> tuple[Option, ...]:
    return tuple(Option("abcdef"[n], text) for n, text in enumerate(texts))


def judged(stem: str, *, value: bool = True) -> ItemContent:
    return ItemContent("true_false", stem, {"value": value}, (), WHY)


def gap(stem: str, *accepted: str) -> ItemContent:
    return ItemContent("cloze", stem, {"gaps": [list(accepted)]}, (), WHY)


def cited(words: str = CITED) -> Citation:
    found = locate(TEXT, words)
    assert found is not None
    return found


def verdict(name: str, content: ItemContent, citation: Citation | None = None) -> Verdict:
    return next(v for v in check_item(content, citation or cited(), TEXT) if v.name == name)


def outcome(name: str, content: ItemContent) -> Outcome:
    return verdict(name, content).outcome


GOOD = [
    typed("Who opened a school in Bergen in 1907?", "Mara Voss", "Voss"),
    chosen("Where did Mara Voss open a school in 1907?", "Bergen", "Oslo", "Stavanger", "Trondheim"),
    judged("Mara Voss opened a school in Bergen in 1907."),
    judged("Mara Voss opened a school in Bergen in 1911.", value=False),
    gap("Mara Voss opened a school for _____ children in Bergen.", "240"),
]


@pytest.mark.parametrize("content", GOOD)
def test_a_good_question_passes_every_check(content: ItemContent):
    verdicts = check_item(content, cited(), TEXT)
    assert [v for v in verdicts if v.outcome is not Outcome.PASS] == []
    assert len({v.name for v in verdicts}) == len(CHECKS) - (not content.options)
    assert ("Options alike" in {v.name for v in verdicts}) == bool(content.options)


def test_every_verdict_but_a_pass_says_why():
    bad = chosen("it is not always so", "Bergen", "all of the above", "3", key="z", why="Bergen.")
    assert all(v.note for v in check_item(bad, cited(), TEXT) if v.outcome is not Outcome.PASS)


def test_a_citation_that_the_article_does_not_have_proves_nothing():
    other = Citation(0, 10, "Denmark is")
    assert verdict("Proven", GOOD[0], other).outcome is Outcome.FAIL


def test_a_number_that_the_citation_does_not_hold_is_looked_at():
    assert outcome("Proven", gap("Mara Voss opened a school for _____ children.", "250")) is Outcome.LOOK
    assert outcome("Proven", gap("Mara Voss opened a school for _____ children.", "240")) is Outcome.PASS


def test_a_citation_on_something_else_is_looked_at():
    elsewhere = cite(TEXT, 0, len("Norway is wide."))
    assert verdict("Proven", GOOD[0], elsewhere).outcome is Outcome.LOOK


def test_what_the_second_reader_misses_is_looked_at():
    assert outcome("Answered by its proof", typed("Who opened a school in Bergen?", "Emma Lind")) is Outcome.LOOK


@pytest.mark.parametrize(
    "content",
    [
        chosen("Where did Mara Voss open a school?", "Bergen", "Oslo", "Stavanger", key="z"),
        chosen("Where did Mara Voss open a school?", "Bergen", "Oslo", "Oslo"),
        gap("Mara Voss opened a school.", "240"),
    ],
)
def test_a_key_that_does_not_fit_its_interaction_fails(content: ItemContent):
    assert outcome("One answer only", content) is Outcome.FAIL


@pytest.mark.parametrize(
    ("stem", "word"),
    [
        ("Who met him in Bergen in 1907?", "him"),
        ("What did the two sides sign in Bergen?", "the two sides"),
        ("What happened in Bergen last year?", "last year"),
        ("Who built this school in Bergen?", "this"),
        ("Their school was opened in Bergen.", "Their"),
    ],
)
def test_a_word_that_points_out_of_the_question_is_looked_at(stem: str, word: str):  # failure mode 10
    found = verdict("Stands alone", typed(stem, "Mara Voss"))
    assert found.outcome is Outcome.LOOK
    assert f"“{word}”" in found.note


@pytest.mark.parametrize(
    "stem",
    [
        "When did Mara Voss open her school in Bergen?",
        "Which farmers sold their cows in Bergen?",
        "Who said “He will open this school today”?",
    ],
)
def test_a_pronoun_that_the_question_explains_or_quotes_passes(stem: str):
    assert outcome("Stands alone", typed(stem, "Mara Voss")) is Outcome.PASS


SENTENCES = (
    "Norway is wide.",
    CITED,
    "Tom Harrow left the school.",
    "240 children came.",
    "“Voss opened it,” he said.",
)
PROOF_OF = ItemContent(
    "evidence",
    "Which sentence proves your answer to this: “Who opened a school for 240 children?”",
    {"option": "b"},
    options(*SENTENCES),
    WHY,
)


def test_a_question_for_the_proof_sets_off_no_alarm():
    assert [v for v in check_item(PROOF_OF, cited(), TEXT) if v.outcome is not Outcome.PASS] == []


def test_a_question_for_the_proof_is_as_long_as_the_question_in_it():
    asked = f"Who opened {'many ' * 40}schools?"
    long = replace(PROOF_OF, stem=f"Which sentence proves your answer to this: “{asked}”")
    assert outcome("Natural wording", long) is Outcome.PASS


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.interaction)
def test_a_sound_question_of_any_kind_sets_off_no_alarm_about_its_words(content: ItemContent):
    start = BRIDGE.index(PROOFS[content.interaction])
    proof = cite(BRIDGE, start, start + len(PROOFS[content.interaction]))
    alarms = {v.name: v.note for v in check_item(content, proof, BRIDGE) if v.outcome is not Outcome.PASS}
    assert not {"Stands alone", "Not given away", "Options alike"} & alarms.keys(), alarms


def test_these_means_the_options_where_they_are_arranged():
    ordering = ItemContent("ordering", "Put these in order.", {"order": ["a", "b"]}, options("One.", "Two."), WHY)
    assert outcome("Stands alone", ordering) is Outcome.PASS
    assert outcome("Stands alone", replace(ordering, stem="What happened to him?")) is Outcome.LOOK


def test_what_is_put_in_order_may_share_words_with_the_question():
    events = options("The school of Bergen opened", "A mill burned down")
    ordering = ItemContent(
        "ordering", "In which order was the school of Bergen opened?", {"order": ["a", "b"]}, events, WHY
    )
    assert outcome("Not given away", ordering) is Outcome.PASS


def test_a_question_that_holds_its_answer_fails():
    assert outcome("Not given away", typed("Which school did Mara Voss of Bergen open?", "Bergen")) is Outcome.FAIL
    assert outcome("Not given away", GOOD[0]) is Outcome.PASS


def test_an_answer_longer_than_all_others_is_looked_at():
    long = chosen(
        "Where did Mara Voss open a school?", "In Bergen on the western coast of Norway", "In Oslo", "In Rome"
    )
    assert outcome("Not given away", long) is Outcome.LOOK


@pytest.mark.parametrize(
    "texts",
    [
        ("In Bergen on the western coast of Norway", "In Oslo on the southern coast of Norway", "In Rome"),
        ("In Rome", "In Bergen on the western coast of Norway", "In Oslo"),
        ("Stavanger", "Oslo", "Rome"),
    ],
)
def test_an_answer_that_does_not_stand_out_by_its_length_passes(texts: tuple[str, ...]):
    assert outcome("Not given away", chosen("Where did Mara Voss open a school?", *texts)) is Outcome.PASS


def test_an_answer_that_alone_echoes_the_question_is_looked_at():
    echo = chosen("What was the school for poor children?", "a school for children", "a mill", "a church")
    assert outcome("Not given away", echo) is Outcome.LOOK
    every = chosen("What was the school for?", "school children", "school teachers", "school nurses")
    assert outcome("Not given away", every) is Outcome.PASS


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Bergen", "Oslo", "Stavanger"), Outcome.PASS),
        (("Bergen", "Oslo", "all of the above"), Outcome.FAIL),
        (("Bergen", "a town", "Oslo"), Outcome.LOOK),
        (("240", "Many", "Few"), Outcome.LOOK),
        (("Bergen", "Bergen and Oslo", "Rome"), Outcome.LOOK),
    ],
)
def test_options_are_of_one_kind(texts: tuple[str, ...], expected: Outcome):
    assert outcome("Options alike", chosen("Where did Mara Voss open a school?", *texts)) is expected


def test_prompts_and_targets_may_differ():
    pairs = {"pairs": {"p1": "a1", "p2": "a2"}}
    ids = ["p1", "p2", "a1", "a2"]
    texts = ["a school was opened", "A mill burned.", "1907", "1911"]
    matching = ItemContent("matching", "Match them.", pairs, tuple(map(Option, ids, texts)), WHY)
    assert "Options alike" not in {v.name for v in check_item(matching, cited(), TEXT)}


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Who opened a school in Bergen?", Outcome.PASS),
        ("Mara Voss opened a school for _____ children", Outcome.PASS),
        ("Who said “It is late?", Outcome.FAIL),
        ("Who opened a school (in Bergen?", Outcome.FAIL),
        ("Who opened a school in Bergen", Outcome.LOOK),
        ("who opened a school in Bergen?", Outcome.LOOK),
        (f"Who opened a {'very ' * 45}old school in Bergen?", Outcome.LOOK),
    ],
)
def test_the_wording_is_natural(stem: str, expected: Outcome):
    assert outcome("Natural wording", typed(stem, "Mara Voss")) is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (chosen("Who did not open a school?", "Tom Harrow", "Mara Voss", "Emma Lind"), Outcome.LOOK),
        (chosen("Who said “It is not late”?", "Tom Harrow", "Mara Voss", "Emma Lind"), Outcome.PASS),
        (chosen("Why did Mara Voss not leave?", "rain", "snow", "ice"), Outcome.PASS),
        (judged("Mara Voss always opened schools in Bergen."), Outcome.LOOK),
        (judged("Mara Voss opened a school in Bergen."), Outcome.PASS),
        (typed("Who always opened schools in Bergen?", "Mara Voss"), Outcome.PASS),
    ],
)
def test_a_question_is_asked_plainly(content: ItemContent, expected: Outcome):
    assert outcome("Asked plainly", content) is expected


@pytest.mark.parametrize("why", ["", "In Bergen.", "The answer is Mara Voss."])
def test_an_explanation_says_more_than_the_answer(why: str):
    content = typed("Who opened a school in Bergen?", "Mara Voss", why=why)
    assert outcome("Explained", content) is Outcome.FAIL


def test_the_second_reader_finds_one_option():
    assert problem(chosen("Where is the school?", "Bergen", "Oslo", "Rome"), CITED) == ""


def test_the_second_reader_finds_two_options():
    two = chosen("Where is the school?", "Bergen", "Oslo", "Rome")
    assert "finds “Oslo” in the cited words as well" in problem(two, "The school moved from Oslo to Bergen.")


def test_the_second_reader_finds_only_a_wrong_option():
    assert "would choose “Oslo”" in problem(chosen("Where is the school?", "Bergen", "Oslo"), "The school is in Oslo.")


def test_the_second_reader_knows_people_by_their_surname():
    who = chosen("Who opened a school?", "Mara Voss", "Emma Lind", "Tom Harrow")
    assert "would choose “Emma Lind”" in problem(who, "Miss Lind opened a school.")
    assert problem(who, "Miss Voss opened a school.") == ""
    what = chosen("What was opened?", "a school", "a mill", "an old church")
    assert problem(what, "In Bergen a school was opened by the church.") == ""


def test_the_second_reader_is_calm_where_options_are_in_other_words():
    assert problem(chosen("Where is the school?", "Bergen", "Oslo"), "The school is on the coast.") == ""


def test_the_second_reader_misses_typed_words():
    who = typed("Who opened a school?", "Emma Lind", "Lind")
    assert problem(who, "Miss Lind opened a school.") == ""
    assert "does not find the answer" in problem(who, CITED)


def test_the_second_reader_misses_the_words_of_a_gap():
    assert "missing words" in problem(gap("Mara Voss opened a school for _____ children.", "250"), CITED)


def test_the_second_reader_finds_a_rival_for_a_gap():
    rivals = "Voss sold boats to Rome in May and Voss sold boats to Oslo in May."
    assert "“oslo” for the gap" in problem(gap("Voss sold boats to _____ in May.", "Rome"), rivals)
    assert problem(gap("Voss sold boats to _____ in May.", "Rome"), "Voss sold boats to Rome in May.") == ""


def test_the_second_reader_misses_a_true_statement():
    assert "does not find the statement" in problem(judged("Emma Lind burned twelve mills in Rome."), CITED)


def test_the_second_reader_finds_a_false_statement():
    said = judged("Mara Voss opened a school in Bergen.", value=False)
    assert "every word of the false statement" in problem(said, CITED)
    assert problem(judged("Mara Voss opened a school in Oslo.", value=False), CITED) == ""


def test_the_second_reader_leaves_events_in_order_alone():
    ordering = ItemContent("ordering", "Put these in order.", {"order": ["a", "b"]}, options("One.", "Two."), WHY)
    assert problem(ordering, CITED) == ""
