"""status counts: what reports for boards are drawn from."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "status_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "organisation",
                "area",
                "place",
                "unit",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("together", sa.String(length=20), nullable=False),
        sa.Column("organisations", sa.Integer(), nullable=False),
        sa.Column("staff_group", sa.String(length=40), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "members",
                "not started",
                "in progress",
                "completed",
                "expired",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["organisation.id"], name=op.f("fk_status_count_area_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_status_count_course_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_status_count_organisation_id")),
        sa.ForeignKeyConstraint(["place_id"], ["organisation.id"], name=op.f("fk_status_count_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_count")),
        sa.UniqueConstraint(
            "as_at",
            "level",
            "organisation_id",
            "together",
            "staff_group",
            "course_id",
            "module_id",
            "status",
            name="uq_status_count_key",
        ),
    )
    with op.batch_alter_table("status_count", schema=None) as batch_op:
        batch_op.create_index(
            "ix_status_count_months", ["course_id", "level", "organisation_id", "together", "as_at"], unique=False
        )
        batch_op.create_index("ix_status_count_report", ["area_id", "course_id", "as_at", "level"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("status_count", schema=None) as batch_op:
        batch_op.drop_index("ix_status_count_report")
        batch_op.drop_index("ix_status_count_months")

    op.drop_table("status_count")
