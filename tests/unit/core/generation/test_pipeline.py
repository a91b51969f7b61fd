"""The whole generator: repeatable, honest about why, and calm whatever it is given."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.content import builtin_reading
from quizapp.core.generation import export, pipeline
from quizapp.core.generation.asking.candidates import Candidate
from quizapp.core.generation.checks import check_item
from quizapp.core.items import ItemContent, Option, Outcome
from quizapp.core.text.citations import is_verbatim
from quizapp.core.text.passages import normalize_text
from tests.samples import TEXT, TITLE
from tests.unit.core.generation.parsed import claims, surroundings

ROOT = Path(__file__).parents[4]
KINDS = {
    "mcq", "true_false", "cloze", "cloze_mcq", "short_answer", "who_said", "numeric", "date", "ordering", "matching",
    "multiple_choice",
}  # fmt: skip
TOWN = normalize_text(
    "Orrin lies on the river Sale in Norway. Mara Voss founded the museum of Orrin in 1911. "
    "A fire destroyed 240 wooden houses in 1924.\n\n"
    "Tom Harrow wrote the first history of the town of Orrin in 1931. The museum of Orrin moved to a stone house "
    "in 1950. About 3,000 people visited the museum of Orrin in 1952.\n\n"
    "Karl Brandt painted the great hall of the museum of Orrin in 1960. In 1975 a railway reached Orrin from Sweden."
)

SPEAKERS = normalize_text(
    "“Nobody in Bergen will ever remember the old ferry,” said Tom Harrow. Emma Lind said: “Every child in Bergen "
    "needs a warm room in winter.” Karl Brandt wrote: “Good roads make good neighbours of all the valleys.” "
    "Lind and Brandt said that they agreed."
)


NAMES = "Mara Voss, Tom Harrow, Emma Lind"


def candidate() -> Candidate:
    return Candidate("cloze", ItemContent("cloze", "", {}, (), ""), 1, 0, 1, (0,), 0.6)


def test_every_draft_is_proven_and_passes_every_check() -> None:
    made = pipeline.generate("A town by the sea", TOWN)
    assert len(made.drafts) >= 4
    for draft in made.drafts:
        assert is_verbatim(TOWN, draft.citation)
        assert draft.kind in KINDS
        assert all(v.outcome is Outcome.PASS for v in check_item(draft.content, draft.citation, TOWN))
        assert draft.fact is not None
        assert TOWN[made.facts[draft.fact].start : made.facts[draft.fact].end]


def test_no_fact_is_asked_twice_and_no_kind_fills_the_set() -> None:
    made = pipeline.generate("A town by the sea", TOWN)
    facts = [draft.fact for draft in made.drafts]
    assert len(facts) == len(set(facts))
    assert max(Counter(d.kind for d in made.drafts).values()) <= max(2, 0.6 * len(made.drafts))


def test_questions_come_in_the_order_of_the_article() -> None:
    starts = [draft.citation.start for draft in pipeline.generate("A town by the sea", TOWN).drafts]
    assert starts == sorted(starts)


def test_another_seed_may_choose_otherwise_but_the_same_never_does() -> None:
    first = pipeline.generate("A town by the sea", TOWN, seed=3)
    assert first.drafts == pipeline.generate("A town by the sea", TOWN, seed=3).drafts


def test_the_same_bytes_come_out_whatever_the_hash_seed(tmp_path: Path) -> None:
    article = tmp_path / "town.txt"
    article.write_text(f"A town by the sea\n\n{TOWN}\n", "utf-8")
    command = [sys.executable, "-m", "quizapp", "generate", str(article), "--seed", "7", "--jsonl"]
    outputs = [
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, check=True, timeout=120
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    lines = [json.loads(line) for line in outputs[0].splitlines()]
    assert lines
    for line in lines:
        assert list(line) == [
            "id", "article", "kind", "stem", "options", "key", "explanation", "citation", "passage", "checks",
        ]  # fmt: skip
        assert line["article"] == "town"
        assert line["citation"] in TOWN
        assert line["kind"] in KINDS
        assert line["options"] is None or line["key"] in line["options"]


def test_progress_goes_through_the_stages_and_can_stop_the_work() -> None:
    class Stop(Exception):
        pass

    stages: list[str] = []

    def note(stage: str, _done: int, _total: int) -> None:
        stages.append(stage)
        if stage == "questions":
            raise Stop

    with pytest.raises(Stop):
        pipeline.generate("A town by the sea", TOWN, progress=note)
    assert list(dict.fromkeys(stages)) == ["read", "facts", "questions"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("poem", "The sun goes down,\nthe river sleeps,\nand no one knows\nwhat silence keeps.\n\n" * 6),
        ("list", "\n".join(f"- item number {n}" for n in range(60))),
        ("table", "\n".join(f"Year {1900 + n}\t{n * 17}\t{n}%" for n in range(50))),
        ("recipe", "Take 3 eggs.\n\nAdd 200 g of flour.\n\nBake at 180 degrees for 40 minutes.\n\nServe warm."),
        ("capitals", TOWN.upper()),
        ("interview", "Q: When did you come?\n\nA: I came in 1950.\n\nQ: And why?\n\nA: My brother was here."),
        ("open quotation", "“We came in 1950, said Tom Harrow.\n\nMara Voss said: “No.\n\n" * 4),
        ("german", "Der Rhein ist ein Fluss in Europa. Er entspringt in der Schweiz und fließt in die Nordsee. " * 8),
        ("one sentence", "Orrin lies on the river Sale in Norway."),
        ("marks", "?!?! ... --- “” () [] {} <> &amp; \u202e \U0001f388 \n\n" * 10),
        ("nothing", ""),
    ],
)
def test_odd_input_gives_a_set_or_a_reason(name: str, text: str) -> None:
    made = pipeline.generate(name, normalize_text(text))
    assert len(made.drafts) >= pipeline.FEW or made.reason
    assert all(is_verbatim(normalize_text(text), draft.citation) for draft in made.drafts)


def test_another_language_is_told() -> None:
    german = "Der Rhein ist ein Fluss in Europa. Er entspringt in der Schweiz und fließt in die Nordsee. " * 8
    assert "English" in pipeline.generate("Der Rhein", normalize_text(german)).reason


def test_a_text_of_a_few_words_is_not_told_to_be_in_another_language() -> None:
    few = pipeline.generate("Orrin", "Mara Voss founded Orrin University near Bergen, Norway.")
    assert few.reason.startswith("quizapp found one question here.")
    assert pipeline.generate(TITLE, TEXT).reason.startswith("quizapp found two questions here.")
    assert "English" in pipeline.generate("Names", f"{NAMES}, {NAMES}, {NAMES}.").reason


def test_a_paragraph_in_another_language_is_never_asked_about() -> None:
    german = "Die alte Mühle stand neben dem Fluss Sale, und ihr Rad wurde 1850 vom Wasser der Berge gedreht, bis sie abbrannte."
    read: dict[str, int] = {}
    made = pipeline.generate(
        "A town by the sea", f"{TOWN}\n\n{german}", progress=lambda stage, _, total: read.update({stage: total})
    )
    assert read["read"] == len(made.passages) - 1
    assert len(made.passages) == len(pipeline.generate("A town by the sea", TOWN).passages) + 1
    assert made.drafts
    assert all(fact.end <= len(TOWN) for fact in made.facts)


def test_what_an_article_says_by_the_way_is_asked_later() -> None:
    text = (
        "Tom Harrow, the last ferryman of Orrin, sold two boats to Norway. "
        "Tom Harrow, who built 12 boats in Bergen, died in Orrin in 1931."
    )
    merits = {
        claim.clause.kind: pipeline._weighed(candidate(), claim, surroundings(text)).merit for claim in claims(text)
    }
    assert merits["apposition"] < merits["relative"] < merits["main"] < candidate().merit


def test_a_question_on_what_a_reader_may_not_place_is_doubtful() -> None:
    text = "The museum of Orrin moved to Bergen in 1950. The town loved the museum. The museum moved to Oslo in 1975."
    doubts = {
        claim.text: pipeline._weighed(candidate(), claim, surroundings(text)).is_doubtful for claim in claims(text)
    }
    assert doubts["The museum of Orrin moved to Bergen in 1950."] is False
    assert doubts["The museum moved to Oslo in 1975."] is True


def test_the_reading_copy_shows_question_key_and_proof() -> None:
    draft = pipeline.generate(TITLE, normalize_text(TEXT)).drafts[0]
    copy = export.reading_copy(draft)
    assert draft.content.stem in copy
    assert draft.citation.exact in copy


def test_the_reading_copy_letters_as_many_options_as_a_question_may_have() -> None:
    draft = pipeline.generate(TITLE, normalize_text(TEXT)).drafts[0]
    options = tuple(Option(letter, f"town {letter}") for letter in "abcdefgh")
    content = ItemContent("multiple_choice", "Which towns burned?", {"options": ["a", "h"]}, options, "Both burned.")
    assert "    H  town h" in export.reading_copy(replace(draft, content=content))


def test_the_built_in_reading_gets_questions_of_its_own() -> None:
    reading = builtin_reading()
    assert pipeline.generate(reading.title, reading.text, seed=1).drafts


def test_the_coverage_map_tells_which_facts_are_asked_about() -> None:
    made = pipeline.generate("A town by the sea", TOWN)
    assert len(made.coverage.times) == len(made.facts)
    assert made.coverage.covered == len({draft.fact for draft in made.drafts})
    assert made.coverage.twice == 0
    assert made.coverage.not_asked == len(made.facts) - made.coverage.covered


def test_what_was_dropped_is_counted_by_reason() -> None:
    made = pipeline.generate("A town by the sea", f"{TOWN} This led to a long and cold winter for everybody.")
    assert made.dropped["unclear reference"] == 1
    assert made.dropped["asked already"] > 0
    assert list(made.dropped) == sorted(made.dropped)


def test_what_another_speaker_said_refutes_their_option() -> None:
    drafts = [draft for draft in pipeline.generate("A harbour", SPEAKERS).drafts if draft.refutations]
    assert drafts
    for draft in drafts:
        texts = {option.id: option.text for option in draft.content.options}
        for option, citation in draft.refutations.items():
            assert is_verbatim(SPEAKERS, citation)
            assert texts[option] in citation.exact


def test_headings_are_never_asked_about() -> None:
    made = pipeline.generate("A town by the sea", normalize_text(f"## The great flood of 1850\n\n{TOWN}"))
    assert made.drafts
    assert not any("1850" in fact.claim for fact in made.facts)


def test_a_misspelt_name_stays_as_the_article_has_it() -> None:  # failure mode 15
    text = TOWN.replace("Karl Brandt", "Vladimr Karo")
    made = pipeline.generate("A town by the sea", text)
    draft = next(draft for draft in made.drafts if "Karo" in draft.citation.exact)
    assert "Vladimr Karo" in draft.content.stem
    assert is_verbatim(text, draft.citation)


def test_the_title_is_never_the_key() -> None:
    made = pipeline.generate("Mara Voss and the museum of Orrin", TOWN)
    assert made.drafts
    assert not any(
        copy.rpartition("    = ")[2].startswith("Mara Voss") for copy in map(export.reading_copy, made.drafts)
    )


def test_progress_never_runs_past_its_end() -> None:
    told: list[tuple[str, int, int]] = []
    pipeline.generate("A town by the sea", TOWN, progress=lambda *step: told.append(step))
    assert all(0 <= done <= total for _, done, total in told)
    assert {stage: done == total for stage, done, total in told} == {"read": True, "facts": False} | dict.fromkeys(
        ["questions", "checks"], True
    )


def test_few_questions_are_counted_in_the_reason() -> None:
    one = normalize_text(
        "Mara Voss founded the museum of Orrin in 1911. It was hard for everybody. They came every day and they "
        "liked it there. It was the best that they had ever had, and nobody knew why it was so."
    )
    made = pipeline.generate("A town by the sea", one)
    assert len(made.drafts) == 1
    assert made.reason.startswith("quizapp found one question here.")


def test_a_line_names_its_question_and_tells_two_questions_apart() -> None:
    drafts = pipeline.generate("A town by the sea", TOWN).drafts
    lines = [json.loads(export.json_line("town", draft)) for draft in drafts]
    assert len({line["id"] for line in lines}) == len(drafts)
    assert all(len(line["id"]) == 16 for line in lines)
    assert json.loads(export.json_line("sea", drafts[0]))["id"] != lines[0]["id"]
    assert {check["outcome"] for line in lines for check in line["checks"]} == {"pass"}
