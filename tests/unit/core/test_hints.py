"""Hints lead from the section to the sentence, and never show the key."""

import pytest

from quizapp.core.grading import interaction_names
from quizapp.core.hints import BLANK, blanked, ladder
from quizapp.core.text.passages import split_passages
from tests.samples import CHOICE, CONTENTS, PROOFS, TEXT, cited

PASSAGES = split_passages(TEXT)
SENTENCES = {
    "single_choice": f"{BLANK}, an engineer from the coast, drew the plans and chose the stone.",
    "short_answer": f"{BLANK} had carried people across the river for two hundred years before that.",
    "numeric": f"The work cost {BLANK} crowns",
    "cloze": f"half of the money came from a tax on {BLANK}",
    "multiple_choice": f"Mara Voss, an engineer from the coast, {BLANK} the {BLANK} and {BLANK} the {BLANK}.",
}
"""What the last hint shows of each proof; the other interactions have no such hint."""


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.interaction)
def test_every_interaction_has_its_ladder(content):
    hints = ladder(content, TEXT, PASSAGES, cited(PROOFS[content.interaction]))
    section, paragraph, *rest = hints
    assert section.words.startswith(("Look in the section “How it was built”", "Look in the section “What became"))
    assert paragraph.quoted == PASSAGES[[p.number for p in PASSAGES].index(paragraph.paragraph)].of(TEXT)
    assert [hint.quoted for hint in rest] == [SENTENCES[n] for n in (content.interaction,) if n in SENTENCES]


def test_the_samples_hold_every_interaction():
    assert {content.interaction for content in CONTENTS} == set(interaction_names())


def test_without_a_proof_there_are_no_hints():
    assert ladder(CHOICE, TEXT, PASSAGES, None) == ()


def test_without_headings_the_half_of_the_article_is_named():
    text = "\n\n".join(p.of(TEXT) for p in PASSAGES if p.number)
    passages = split_passages(text)
    first = ladder(CHOICE, text, passages, cited(PROOFS["single_choice"], text))[0]
    second = ladder(CHOICE, text, passages, cited("said Tom Harrow, the last ferryman", text))[0]
    assert first.words == "Look in the first half of the article."
    assert second.words == "Look in the second half of the article."


def test_a_heading_that_holds_the_key_is_not_named():
    text = TEXT.replace("How it was built", "What Mara Voss built")
    hint = ladder(CHOICE, text, split_passages(text), cited(PROOFS["single_choice"], text))[0]
    assert hint.words == "Look in the first half of the article."


@pytest.mark.parametrize(
    ("sentence", "secrets", "stem", "shown"),
    [
        ("Voss drew it, and Voss’s sister paid.", ["Mara Voss"], "Who?", "_____ drew it, and _____ sister paid."),
        ("It cost 40,000 crowns.", ["40000"], "How much?", "It cost _____ crowns."),
        ("It took six years.", ["6"], "How long?", "It took _____ years."),
        ("It took two hundred years.", ["200 years"], "How long?", None),
        ("Rain closed the road.", ["It was closing for the rain"], "Why?", "_____ the road."),
        ("The North Sea, a cold sea, is near.", ["the North Sea"], "Which sea?", "_____, a cold sea, is near."),
        ("The Café was open.", ["cafe"], "What was open?", "The _____ was open."),
        ("Nothing of it stands here.", ["Mara Voss"], "Who?", None),
        ("The end.", [], "What?", None),
        ("The end.", ["the"], "What?", "_____ end."),
        ("Opened in 1907, rebuilt in 1932.", ["1907"], "When?", "Opened in _____, rebuilt in 1932."),
    ],
)
def test_every_form_of_the_key_is_blanked(sentence, secrets, stem, shown):
    assert blanked(sentence, secrets, stem) == shown
