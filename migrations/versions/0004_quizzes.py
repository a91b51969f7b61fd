"""Quizzes and their frozen versions, which refer to approvals."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiz",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column(
            "feedback_policy",
            sa.Enum("at_submit", name="feedback_policy", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_quiz_article_id_article")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_quiz_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz")),
        sa.UniqueConstraint("public_id", name=op.f("uq_quiz_public_id")),
    )
    op.create_index(op.f("ix_quiz_article_id"), "quiz", ["article_id"], unique=False)
    op.create_index(op.f("ix_quiz_owner_id"), "quiz", ["owner_id"], unique=False)
    op.create_table(
        "quiz_item",
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_quiz_item_item_id_item")),
        sa.ForeignKeyConstraint(["quiz_id"], ["quiz.id"], name=op.f("fk_quiz_item_quiz_id_quiz"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("quiz_id", "item_id", name=op.f("pk_quiz_item")),
    )
    op.create_index(op.f("ix_quiz_item_item_id"), "quiz_item", ["item_id"], unique=False)
    op.create_table(
        "quiz_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("article_version_id", sa.Integer(), nullable=False),
        sa.Column(
            "feedback_policy",
            sa.Enum("at_submit", name="feedback_policy", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_version_id"],
            ["article_version.id"],
            name=op.f("fk_quiz_version_article_version_id_article_version"),
        ),
        sa.ForeignKeyConstraint(["published_by"], ["user.id"], name=op.f("fk_quiz_version_published_by_user")),
        sa.ForeignKeyConstraint(["quiz_id"], ["quiz.id"], name=op.f("fk_quiz_version_quiz_id_quiz")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_version")),
        sa.UniqueConstraint("quiz_id", "number", name=op.f("uq_quiz_version_quiz_id_number")),
    )
    op.create_table(
        "quiz_version_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quiz_version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item_version_id", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Double(), nullable=False),
        sa.CheckConstraint("marks > 0", name=op.f("ck_quiz_version_item_marks")),
        sa.ForeignKeyConstraint(
            ["item_version_id"],
            ["approval.item_version_id"],
            name=op.f("fk_quiz_version_item_item_version_id_approval"),
        ),
        sa.ForeignKeyConstraint(
            ["quiz_version_id"], ["quiz_version.id"], name=op.f("fk_quiz_version_item_quiz_version_id_quiz_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_version_item")),
        sa.UniqueConstraint(
            "quiz_version_id", "item_version_id", name=op.f("uq_quiz_version_item_quiz_version_id_item_version_id")
        ),
        sa.UniqueConstraint("quiz_version_id", "position", name=op.f("uq_quiz_version_item_quiz_version_id_position")),
    )
    op.create_index(
        op.f("ix_quiz_version_item_item_version_id"), "quiz_version_item", ["item_version_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("quiz_version_item")
    op.drop_table("quiz_version")
    op.drop_table("quiz_item")
    op.drop_table("quiz")
