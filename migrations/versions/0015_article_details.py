"""When an article was published and in which language it is; articles on their way in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("article", sa.Column("published_on", sa.Date(), nullable=True))
    op.add_column("article", sa.Column("language", sa.String(length=35), nullable=False, server_default=""))
    with op.batch_alter_table("article") as batch:
        batch.alter_column("language", server_default=None)
    op.create_table(
        "article_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(length=36), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("address", sa.String(length=2000), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "waiting", "reading", "ready", "failed", "stopped", "saved", "dropped",
                name="import_status", native_enum=False, create_constraint=True, length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("found", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_article_import_article_id_article")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_article_import_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_import")),
    )
    with op.batch_alter_table("article_import") as batch:
        batch.create_index(op.f("ix_article_import_article_id"), ["article_id"])
        batch.create_index(op.f("ix_article_import_batch_id"), ["batch", "id"])
        batch.create_index(op.f("ix_article_import_owner_id_status"), ["owner_id", "status"])


def downgrade() -> None:
    op.drop_table("article_import")
    with op.batch_alter_table("article") as batch:
        batch.drop_column("language")
        batch.drop_column("published_on")
