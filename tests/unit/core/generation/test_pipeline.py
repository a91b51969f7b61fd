"""The whole generator: repeatable, honest about why, and calm whatever it is given."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from quizapp.content import builtin_reading
from quizapp.core.generation import export, pipeline
from quizapp.core.generation.checks import check_item
from quizapp.core.items import Outcome
from quizapp.core.text.citations import is_verbatim
from quizapp.core.text.passages import normalize_text
from tests.samples import TEXT, TITLE

ROOT = Path(__file__).parents[4]
KINDS = {
    "mcq", "true_false", "cloze", "cloze_mcq", "short_answer", "who_said", "numeric", "date", "ordering", "matching",
    "evidence",
}  # fmt: skip
TOWN = normalize_text(
    "Orrin lies on the river Sale in Norway. Mara Voss founded the museum of Orrin in 1911. "
    "A fire destroyed 240 wooden houses in 1924.\n\n"
    "Tom Harrow wrote the first history of the town of Orrin in 1931. The museum of Orrin moved to a stone house "
    "in 1950. About 3,000 people visited the museum of Orrin in 1952.\n\n"
    "Karl Brandt painted the great hall of the museum of Orrin in 1960. In 1975 a railway reached Orrin from Sweden."
)


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


def test_the_reading_copy_shows_question_key_and_proof() -> None:
    draft = pipeline.generate(TITLE, normalize_text(TEXT)).drafts[0]
    copy = export.reading_copy(draft)
    assert draft.content.stem in copy
    assert draft.citation.exact in copy


def test_the_built_in_reading_gets_questions_of_its_own() -> None:
    reading = builtin_reading()
    assert pipeline.generate(reading.title, reading.text, seed=1).drafts
