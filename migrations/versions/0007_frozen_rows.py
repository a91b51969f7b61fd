"""The database keeps history: frozen rows, citations word for word, approval only with proof."""

import importlib.util
from pathlib import Path

_spec = importlib.util.spec_from_file_location("triggers", Path(__file__).parent.parent / "triggers.py")
triggers = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(triggers)

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

FROZEN = {
    "article_version": (),
    "passage": (),
    "citation": (),
    "approval": (),
    "quiz_version": (),
    "quiz_version_item": (),
    "step": (),
    "grade_event": (),
    "audit_event": (),
    "item_version": (
        "item_id",
        "number",
        "interaction",
        "kind",
        "stem",
        "options",
        "key",
        "explanation",
        "checks",
        "origin",
    ),
}
VERBATIM = (
    '(NEW.exact <> COALESCE((SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start) '
    "FROM article_version WHERE id = NEW.article_version_id), ''))"
)
UNPROVEN = "(NEW.status = 'approved' AND NOT EXISTS (SELECT 1 FROM approval WHERE item_version_id = NEW.id))"
NO_PROOF = (
    "(NOT EXISTS (SELECT 1 FROM citation WHERE id = NEW.citation_id "
    "AND item_version_id = NEW.item_version_id AND role = 'supports'))"
)


def upgrade() -> None:
    for table, columns in FROZEN.items():
        triggers.freeze(table, columns)
    triggers.refuse("citation_is_verbatim", "citation", "INSERT", VERBATIM, "a citation is verbatim in its article")
    triggers.refuse("approval_needs_proof", "approval", "INSERT", NO_PROOF, "an approval needs a supporting citation")
    triggers.refuse(
        "approved_needs_approval", "item_version", "UPDATE", UNPROVEN, "an approved version needs an approval"
    )
    triggers.refuse(
        "approved_only_later", "item_version", "INSERT", "(NEW.status <> 'draft')", "a version begins as a draft"
    )


def downgrade() -> None:
    triggers.allow("approved_only_later", "item_version")
    triggers.allow("approved_needs_approval", "item_version")
    triggers.allow("approval_needs_proof", "approval")
    triggers.allow("citation_is_verbatim", "citation")
    for table in reversed(FROZEN):
        triggers.thaw(table)
