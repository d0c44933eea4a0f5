"""search, kept pages and printed modules: an index for each revision from now on, and two tables of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "revision_index",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["course_revision.id"], name=op.f("fk_revision_index_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_index")),
        sa.UniqueConstraint("revision_id", name=op.f("uq_revision_index_revision_id")),
    )
    op.create_table(
        "kept_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.String(), nullable=False),
        sa.Column("page_id", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_kept_page_course_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_kept_page_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_page")),
        sa.UniqueConstraint(
            "person_id",
            "course_id",
            "module_id",
            "page_id",
            name=op.f("uq_kept_page_person_id_course_id_module_id_page_id"),
        ),
    )
    op.create_table(
        "module_print",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "plain",
                "whole",
                "notes",
                "whole-notes",
                name="printkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(content IS NULL) = (drawn_at IS NULL)", name=op.f("ck_module_print_content_has_time")),
        sa.ForeignKeyConstraint(["revision_id"], ["course_revision.id"], name=op.f("fk_module_print_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_print")),
        sa.UniqueConstraint(
            "revision_id", "module_id", "kind", name=op.f("uq_module_print_revision_id_module_id_kind")
        ),
    )
    with op.batch_alter_table("module_print", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_module_print_due_at"), ["due_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("module_print", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_module_print_due_at"))

    op.drop_table("module_print")
    op.drop_table("kept_page")
    op.drop_table("revision_index")
