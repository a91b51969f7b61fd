"""What each question of a quiz is worth, as its teacher decides it; so far all are worth one mark."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("quiz_item") as batch:
        batch.add_column(sa.Column("marks", sa.Double(), server_default="1", nullable=False))
        batch.create_check_constraint(op.f("ck_quiz_item_marks"), "marks BETWEEN 0.5 AND 20")


def downgrade() -> None:
    with op.batch_alter_table("quiz_item") as batch:
        batch.drop_constraint(op.f("ck_quiz_item_marks"), type_="check")
        batch.drop_column("marks")
