"""Classes with their teachers and students, accommodations, assignments and the attempts that belong to them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BY_LINK = sa.text("assignment_id IS NULL")
PERSONS = ("user_id", "guest_id")


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def upgrade() -> None:
    _create_classes()
    _create_students()
    _create_assignments()
    with op.batch_alter_table("attempt") as batch:
        batch.add_column(sa.Column("assignment_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_attempt_assignment_id_assignment"), "assignment", ["assignment_id"], ["id"])
        for person in PERSONS:
            batch.drop_constraint(op.f(f"uq_attempt_{person}_quiz_id_number"), type_="unique")
            batch.create_unique_constraint(
                op.f(f"uq_attempt_{person}_assignment_id_number"), [person, "assignment_id", "number"]
            )
    op.create_index(op.f("ix_attempt_assignment_id"), "attempt", ["assignment_id"], unique=False)
    for person in PERSONS:
        op.create_index(
            op.f(f"ix_attempt_{person}_quiz_id_number"), "attempt", [person, "quiz_id", "number"],
            unique=True, sqlite_where=BY_LINK, postgresql_where=BY_LINK,
        )


def _create_classes() -> None:
    op.create_table(
        "classroom",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("join_code", sa.String(length=16), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        _moment("created_at"),
        _moment("archived_at", nullable=True),
        _key("classroom", "owner_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classroom")),
        sa.UniqueConstraint("join_code", name=op.f("uq_classroom_join_code")),
    )
    op.create_index(op.f("ix_classroom_owner_id"), "classroom", ["owner_id"], unique=False)
    op.create_table(
        "classroom_teacher",
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        _key("classroom_teacher", "classroom_id", "classroom"),
        _key("classroom_teacher", "user_id", "user"),
        sa.PrimaryKeyConstraint("classroom_id", "user_id", name=op.f("pk_classroom_teacher")),
    )
    op.create_index(op.f("ix_classroom_teacher_user_id"), "classroom_teacher", ["user_id"], unique=False)


def _create_students() -> None:
    one_student = "(user_id IS NULL) <> (guest_id IS NULL)"
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("guest_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("student_number", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        _moment("enrolled_at"),
        _moment("left_at", nullable=True),
        sa.CheckConstraint(one_student, name=op.f("ck_enrolment_one_student")),
        _key("enrolment", "classroom_id", "classroom"),
        _key("enrolment", "user_id", "user"),
        _key("enrolment", "guest_id", "guest"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("classroom_id", "user_id", name=op.f("uq_enrolment_classroom_id_user_id")),
        sa.UniqueConstraint("classroom_id", "guest_id", name=op.f("uq_enrolment_classroom_id_guest_id")),
    )
    for person in PERSONS:
        op.create_index(op.f(f"ix_enrolment_{person}"), "enrolment", [person], unique=False)
    op.create_table(
        "accommodation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("guest_id", sa.Integer(), nullable=True),
        sa.Column("time_factor", sa.Double(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        _moment("set_at"),
        sa.CheckConstraint(one_student, name=op.f("ck_accommodation_one_student")),
        sa.CheckConstraint("time_factor >= 1 AND time_factor <= 4", name=op.f("ck_accommodation_time_factor")),
        _key("accommodation", "user_id", "user"),
        _key("accommodation", "guest_id", "guest"),
        _key("accommodation", "set_by", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accommodation")),
        sa.UniqueConstraint("user_id", name=op.f("uq_accommodation_user_id")),
        sa.UniqueConstraint("guest_id", name=op.f("uq_accommodation_guest_id")),
    )


def _create_assignments() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        _moment("opens_at"),
        _moment("closes_at"),
        _moment("late_until", nullable=True),
        _moment("ended_at", nullable=True),
        _moment("over_at"),
        sa.Column("attempts_allowed", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=False),
        _moment("created_at"),
        sa.CheckConstraint("opens_at <= closes_at", name=op.f("ck_assignment_order")),
        sa.CheckConstraint("late_until IS NULL OR late_until >= closes_at", name=op.f("ck_assignment_late")),
        sa.CheckConstraint(
            "attempts_allowed IS NULL OR attempts_allowed >= 1", name=op.f("ck_assignment_attempts_allowed")
        ),
        _key("assignment", "classroom_id", "classroom"),
        _key("assignment", "quiz_id", "quiz"),
        _key("assignment", "created_by", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_assignment_public_id")),
    )
    op.create_index(op.f("ix_assignment_classroom_id"), "assignment", ["classroom_id"], unique=False)
    op.create_index(op.f("ix_assignment_quiz_id"), "assignment", ["quiz_id"], unique=False)


def downgrade() -> None:
    for name in ("ix_attempt_guest_id_quiz_id_number", "ix_attempt_user_id_quiz_id_number", "ix_attempt_assignment_id"):
        op.drop_index(op.f(name), table_name="attempt")
    _number_anew()
    with op.batch_alter_table("attempt") as batch:
        batch.drop_constraint(op.f("fk_attempt_assignment_id_assignment"), type_="foreignkey")
        for person in PERSONS:
            batch.drop_constraint(op.f(f"uq_attempt_{person}_assignment_id_number"), type_="unique")
            batch.create_unique_constraint(
                op.f(f"uq_attempt_{person}_quiz_id_number"), [person, "quiz_id", "number"]
            )
        batch.drop_column("assignment_id")
    for table in ("assignment", "accommodation", "enrolment", "classroom_teacher", "classroom"):
        op.drop_table(table)


def _number_anew() -> None:
    """Attempts at assignments and by the link counted apart; counted together, no number stands twice."""
    attempts = sa.table("attempt", *map(sa.column, ("id", "user_id", "guest_id", "quiz_id", "number")))
    place = sa.func.row_number().over(
        partition_by=(attempts.c.user_id, attempts.c.guest_id, attempts.c.quiz_id), order_by=attempts.c.id
    )
    counted = sa.select(attempts.c.id, place.label("place")).subquery()
    at_its_place = sa.select(counted.c.place).where(counted.c.id == attempts.c.id).scalar_subquery()
    op.execute(attempts.update().values(number=-at_its_place))
    op.execute(attempts.update().values(number=-attempts.c.number))
