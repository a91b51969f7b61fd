"""A code with which a guest goes on elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None



def upgrade() -> None:
    with op.batch_alter_table("guest") as batch:
        batch.add_column(sa.Column("resume_code", sa.String(length=16), nullable=True))
        batch.create_unique_constraint(op.f("uq_guest_resume_code"), ["resume_code"])


def downgrade() -> None:
    with op.batch_alter_table("guest") as batch:
        batch.drop_constraint(op.f("uq_guest_resume_code"), type_="unique")
        batch.drop_column("resume_code")
