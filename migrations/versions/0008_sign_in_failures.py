"""Failed sign-ins: counted in the database, since every web process must know of them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_sha256", sa.String(length=64), nullable=False),
        sa.Column("origin_sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    op.create_index(
        op.f("ix_sign_in_failure_account_sha256_at"), "sign_in_failure", ["account_sha256", "at"], unique=False
    )
    op.create_index(
        op.f("ix_sign_in_failure_origin_sha256_at"), "sign_in_failure", ["origin_sha256", "at"], unique=False
    )


def downgrade() -> None:
    op.drop_table("sign_in_failure")
