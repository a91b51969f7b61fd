"""Drafts as JSON lines and as a reading copy."""

import hashlib
import json
from string import ascii_uppercase

from quizapp.core.grading import interaction
from quizapp.core.items import ItemDraft


def json_line(article: str, draft: ItemDraft) -> str:
    """One JSON object without line ends: id, article, kind, stem, options, key, explanation, citation, passage, checks."""
    content = draft.content
    key = interaction(content.interaction).key_text(content)
    options = [option.text for option in content.options] or None
    identity = json.dumps([article, draft.kind, content.stem, options, key], ensure_ascii=False)
    return json.dumps(
        {
            "id": hashlib.sha256(identity.encode()).hexdigest()[:16],
            "article": article,
            "kind": draft.kind,
            "stem": content.stem,
            "options": options,
            "key": key,
            "explanation": content.explanation,
            "citation": draft.citation.exact,
            "passage": draft.passage,
            "checks": [{"name": v.name, "outcome": v.outcome.value, "note": v.note} for v in draft.checks],
        },
        ensure_ascii=False,
    )


def reading_copy(draft: ItemDraft) -> str:
    """A draft to read on a terminal."""
    content = draft.content
    lines = [f"[{draft.kind}] {content.stem}"]
    lines += [f"    {letter}  {option.text}" for letter, option in zip(ascii_uppercase, content.options, strict=False)]
    lines += [
        f"    = {interaction(content.interaction).key_text(content)}",
        f"    paragraph {draft.passage}: {draft.citation.exact}",
        "",
    ]
    return "\n".join(lines)
