"""More kinds of steps: how sure, a hint taken, the sentence that proves it, a passage marked."""

import importlib.util
from pathlib import Path

from alembic import op

_spec = importlib.util.spec_from_file_location("triggers", Path(__file__).parent.parent / "triggers.py")
triggers = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(triggers)

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


OLD = ("respond", "flag")
NEW = ("respond", "flag", "sureness", "hint", "proof", "mark")


def upgrade() -> None:
    _kinds(NEW)


def downgrade() -> None:
    triggers.thaw("step")
    op.execute("DELETE FROM step WHERE kind NOT IN ('respond', 'flag')")
    _kinds(OLD)


def _kinds(kinds: tuple[str, ...]) -> None:
    """Hold ``step.kind`` to ``kinds``; SQLite makes the table anew for it, and so loses its triggers."""
    triggers.thaw("step")
    allowed = "kind IN (" + ", ".join(f"'{kind}'" for kind in kinds) + ")"
    with op.batch_alter_table("step") as batch:
        batch.drop_constraint(op.f("ck_step_step_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_step_step_kind"), allowed)
    triggers.freeze("step")
