"""The place at which a person sees each question of an attempt; so far that of the quiz."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

UNIQUE = "uq_attempt_item_attempt_id_shown_position"


def upgrade() -> None:
    op.add_column("attempt_item", sa.Column("shown_position", sa.Integer(), nullable=True))
    op.execute("UPDATE attempt_item SET shown_position = position")
    with op.batch_alter_table("attempt_item") as batch:
        batch.alter_column("shown_position", existing_type=sa.Integer(), nullable=False)
        batch.create_unique_constraint(op.f(UNIQUE), ["attempt_id", "shown_position"])


def downgrade() -> None:
    with op.batch_alter_table("attempt_item") as batch:
        batch.drop_constraint(op.f(UNIQUE), type_="unique")
        batch.drop_column("shown_position")
