"""Questions that are to take the place of others."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "replacement",
        sa.Column("generation_run_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation_run_id"], ["generation_run.id"], name=op.f("fk_replacement_generation_run_id_generation_run")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_replacement_item_id_item")),
        sa.PrimaryKeyConstraint("generation_run_id", "item_id", name=op.f("pk_replacement")),
    )
    op.create_index(op.f("ix_replacement_item_id"), "replacement", ["item_id"], unique=False)


def downgrade() -> None:
    op.drop_table("replacement")
