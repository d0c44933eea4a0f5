"""reports of what is out of date: a table without people, and how often an account may send one."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BEFORE = ("sign-in", "send-mail", "check-certificate")
KINDS = ("course", "figures", "module", "page", "case", "question")


def acts(*words: str) -> sa.Enum:
    return sa.Enum(*words, name="throttledact", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "page_report",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="placekind", native_enum=False, create_constraint=True, length=40),
                  nullable=False),
        sa.Column("module_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_by", sa.String(length=32), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint("(settled_on IS NULL) = (settled_by IS NULL)",
                           name=op.f("ck_page_report_settled_by_somebody")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_page_report_course_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["course_revision.id"], name=op.f("fk_page_report_revision_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_page_report")),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index("ix_page_report_open", "page_report", ["course_id", "settled_on"])
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.alter_column(
            "act", existing_type=acts(*BEFORE), type_=acts(*BEFORE, "report-place"), existing_nullable=False
        )


def downgrade() -> None:
    op.execute("DELETE FROM sign_in_failure WHERE act = 'report-place'")
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.alter_column(
            "act", existing_type=acts(*BEFORE, "report-place"), type_=acts(*BEFORE), existing_nullable=False
        )
    op.drop_table("page_report")
