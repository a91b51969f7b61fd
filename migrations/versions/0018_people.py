"""When somebody signed in last or was erased; links that set up one account; the first teacher manages people."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ROLE = sa.table("role", sa.column("id"), sa.column("name"))
HELD = sa.table("roles_users", sa.column("user_id"), sa.column("role_id"))
FOREIGN = "fk_setup_token_user_id_user"


def _moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def upgrade() -> None:
    op.add_column("user", _moment("signed_in_at"))
    op.add_column("user", _moment("erased_at"))
    op.add_column("guest", _moment("erased_at"))
    with op.batch_alter_table("setup_token") as batch:
        batch.add_column(sa.Column("user_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f(FOREIGN), "user", ["user_id"], ["id"])
    _make_admin()


def _make_admin() -> None:
    """The first teacher of an installation that is there already manages its people."""
    bind = op.get_bind()
    teachers = sa.select(sa.func.min(HELD.c.user_id)).join(ROLE, ROLE.c.id == HELD.c.role_id)
    first = bind.scalar(teachers.where(ROLE.c.name == "teacher"))
    if first is None:
        return
    bind.execute(ROLE.insert().values(name="admin"))
    admin = sa.select(sa.literal(first), ROLE.c.id).where(ROLE.c.name == "admin")
    bind.execute(HELD.insert().from_select(["user_id", "role_id"], admin))


def downgrade() -> None:
    admin = sa.select(ROLE.c.id).where(ROLE.c.name == "admin").scalar_subquery()
    op.execute(HELD.delete().where(HELD.c.role_id == admin))
    op.execute(ROLE.delete().where(ROLE.c.name == "admin"))
    op.execute("DELETE FROM setup_token WHERE user_id IS NOT NULL")
    with op.batch_alter_table("setup_token") as batch:
        batch.drop_constraint(op.f(FOREIGN), type_="foreignkey")
        batch.drop_column("user_id")
    op.drop_column("guest", "erased_at")
    op.drop_column("user", "erased_at")
    op.drop_column("user", "signed_in_at")
