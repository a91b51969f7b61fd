"""Settings of a quiz, frozen with its versions, in the place of one fixed policy; and when it closes by itself."""

import importlib.util
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

_spec = importlib.util.spec_from_file_location("triggers", Path(__file__).parent.parent / "triggers.py")
triggers = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(triggers)

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


SETTINGS = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    triggers.thaw("quiz_version")
    for table in ("quiz", "quiz_version"):
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_feedback_policy"), type_="check")
        op.execute(f"UPDATE {table} SET feedback_policy = '{{}}'")
        with op.batch_alter_table(table) as batch:
            batch.alter_column(
                "feedback_policy",
                new_column_name="settings",
                existing_type=sa.String(length=32),
                existing_nullable=False,
                type_=SETTINGS,
                postgresql_using="feedback_policy::jsonb",
            )
    op.add_column("quiz", sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True))
    triggers.freeze("quiz_version")


def downgrade() -> None:
    triggers.thaw("quiz_version")
    op.drop_column("quiz", "closes_at")
    for table in ("quiz", "quiz_version"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column(
                "settings",
                new_column_name="feedback_policy",
                existing_type=SETTINGS,
                existing_nullable=False,
                type_=sa.String(length=32),
                postgresql_using="'at_submit'",
            )
        op.execute(f"UPDATE {table} SET feedback_policy = 'at_submit'")
        with op.batch_alter_table(table) as batch:
            batch.create_check_constraint(op.f(f"ck_{table}_feedback_policy"), "feedback_policy IN ('at_submit')")
    triggers.freeze("quiz_version")
