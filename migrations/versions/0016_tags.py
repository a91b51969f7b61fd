"""Tags of questions, the words by which the bank finds them, and runs that ask about one fact only."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_tag_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_tag_owner_id_name")),
    )
    op.create_table(
        "item_tag",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_tag_item_id_item")),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_item_tag_tag_id_tag")),
        sa.PrimaryKeyConstraint("item_id", "tag_id", name=op.f("pk_item_tag")),
    )
    op.create_index(op.f("ix_item_tag_tag_id"), "item_tag", ["tag_id"], unique=False)
    with op.batch_alter_table("generation_run") as batch:
        batch.add_column(sa.Column("fact_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_generation_run_fact_id_fact"), "fact", ["fact_id"], ["id"])
    op.add_column("item", sa.Column("search", sa.Text(), nullable=True))
    op.add_column("item", sa.Column("newest", sa.Integer(), nullable=True))
    fill()
    with op.batch_alter_table("item") as batch:
        batch.alter_column("search", existing_type=sa.Text(), nullable=False)
        batch.alter_column("newest", existing_type=sa.Integer(), nullable=False)


def fill() -> None:
    """Give every item the number and the words of its newest version."""
    version = sa.table(
        "item_version",
        *(sa.column(name) for name in ("item_id", "number", "stem", "explanation")),
        sa.column("options", JSON),
        sa.column("key", JSON),
    )
    item = sa.table("item", sa.column("id"), sa.column("search"), sa.column("newest"))
    bind = op.get_bind()
    bind.execute(sa.update(item).values(search="", newest=0))
    rows = bind.execute(sa.select(version).order_by(version.c.item_id, version.c.number)).all()
    found = {row.item_id: (row.number, words(row)) for row in rows}
    if found:
        bind.execute(
            sa.update(item).where(item.c.id == sa.bindparam("of")).values(search=sa.bindparam("words"), newest=sa.bindparam("at")),
            [{"of": item_id, "at": number, "words": text} for item_id, (number, text) in found.items()],
        )


def words(row: sa.Row) -> str:
    options = [option["text"] for option in row.options]
    return " ".join(" ".join([row.stem, *options, *strings(row.key), row.explanation]).lower().split())


def strings(value: object) -> list[str]:
    """The words in a key, whatever its shape; ids of options are a letter or two."""
    if isinstance(value, str):
        return [value] if len(value) > 2 else []
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [found for part in values for found in strings(part)]


def downgrade() -> None:
    op.drop_column("item", "newest")
    op.drop_column("item", "search")
    with op.batch_alter_table("generation_run") as batch:
        batch.drop_constraint(op.f("fk_generation_run_fact_id_fact"), type_="foreignkey")
        batch.drop_column("fact_id")
    op.drop_index(op.f("ix_item_tag_tag_id"), table_name="item_tag")
    op.drop_table("item_tag")
    op.drop_table("tag")
