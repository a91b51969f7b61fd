"""Files of questions on their way into the bank."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "question_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "waiting", "reading", "ready", "queued", "adding", "stopped", "done", "failed", "dropped",
                name="question_import_status", native_enum=False, create_constraint=True, length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rows", json, nullable=False),
        sa.Column("told", json, nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("done BETWEEN 0 AND total", name=op.f("ck_question_import_progress")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_question_import_article_id_article")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_question_import_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_import")),
    )
    with op.batch_alter_table("question_import") as batch:
        batch.create_index(op.f("ix_question_import_article_id"), ["article_id"])
        batch.create_index(op.f("ix_question_import_owner_id_status"), ["owner_id", "status"])


def downgrade() -> None:
    op.drop_table("question_import")
