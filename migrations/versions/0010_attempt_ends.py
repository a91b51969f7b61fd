"""Who ended an attempt: the student, or the clock."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


ENDS = sa.Enum("student", "time", name="attempt_end", native_enum=False, create_constraint=False, length=32)


def upgrade() -> None:
    op.add_column("attempt", sa.Column("ended_by", ENDS, nullable=True))
    op.create_index(op.f("ix_attempt_due_at"), "attempt", ["due_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_attempt_due_at"), table_name="attempt")
    op.drop_column("attempt", "ended_by")
