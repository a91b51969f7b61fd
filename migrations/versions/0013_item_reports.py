"""What students say is wrong with a question, once for each question of an attempt, and the answer."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None



def upgrade() -> None:
    op.create_table(
        "item_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_item_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "key", "unclear", "not_in_article", "other",
                name="report_reason", native_enum=False, create_constraint=True, length=32,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replied_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attempt_item_id"], ["attempt_item.id"], name=op.f("fk_item_report_attempt_item_id_attempt_item")
        ),
        sa.ForeignKeyConstraint(["replied_by"], ["user.id"], name=op.f("fk_item_report_replied_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_report")),
        sa.UniqueConstraint("attempt_item_id", name=op.f("uq_item_report_attempt_item_id")),
    )


def downgrade() -> None:
    op.drop_table("item_report")
