"""Regrades with what they changed, questions left out of a result, and reports that a teacher accepted."""

import importlib.util
from pathlib import Path

import sqlalchemy as sa
from alembic import op

_spec = importlib.util.spec_from_file_location("triggers", Path(__file__).parent.parent / "triggers.py")
triggers = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(triggers)

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

POLICIES = ("key", "key_helps", "full", "left_out", "left_out_helps")


def _key(table: str, column: str, target: str, target_column: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.{target_column}"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def upgrade() -> None:
    op.create_table(
        "regrade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quiz_version_id", sa.Integer(), nullable=False),
        sa.Column("asked_version_id", sa.Integer(), nullable=False),
        sa.Column("item_version_id", sa.Integer(), nullable=False),
        sa.Column(
            "policy",
            sa.Enum(*POLICIES, name="regrade_policy", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("mean_before", sa.Double(), nullable=True),
        sa.Column("mean_after", sa.Double(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        _key("regrade", "quiz_version_id", "quiz_version"),
        _key("regrade", "asked_version_id", "item_version"),
        _key("regrade", "item_version_id", "approval", "item_version_id"),
        _key("regrade", "decided_by", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrade")),
    )
    op.create_index(
        op.f("ix_regrade_quiz_version_id_asked_version_id_id"), "regrade", ["quiz_version_id", "asked_version_id", "id"]
    )
    op.create_table(
        "regrade_change",
        sa.Column("regrade_id", sa.Integer(), nullable=False),
        sa.Column("attempt_item_id", sa.Integer(), nullable=False),
        sa.Column("grade_event_id", sa.Integer(), nullable=False),
        *(sa.Column(f"{what}_{when}", sa.Double(), nullable=False) for when in ("before", "after") for what in ("marks", "possible")),
        _key("regrade_change", "regrade_id", "regrade"),
        _key("regrade_change", "attempt_item_id", "attempt_item"),
        _key("regrade_change", "grade_event_id", "grade_event"),
        sa.PrimaryKeyConstraint("regrade_id", "attempt_item_id", name=op.f("pk_regrade_change")),
    )
    op.create_index(op.f("ix_regrade_change_attempt_item_id"), "regrade_change", ["attempt_item_id"])
    triggers.freeze("regrade")
    triggers.freeze("regrade_change")
    op.add_column("attempt_item", sa.Column("is_left_out", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("item_report") as batch:
        batch.add_column(sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("accepted_by", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_item_report_accepted_by_user"), "user", ["accepted_by"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("item_report") as batch:
        batch.drop_constraint(op.f("fk_item_report_accepted_by_user"), type_="foreignkey")
        batch.drop_column("accepted_by")
        batch.drop_column("accepted_at")
    with op.batch_alter_table("attempt_item") as batch:
        batch.drop_column("is_left_out")
    triggers.thaw("regrade_change")
    triggers.thaw("regrade")
    op.drop_table("regrade_change")
    op.drop_table("regrade")
