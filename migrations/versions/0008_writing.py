"""writing a course: text not saved yet, who saved what, and reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("base", sa.String(length=64), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_kept_text_course_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_kept_text_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_text")),
        sa.UniqueConstraint("person_id", "course_id", "path", name=op.f("uq_kept_text_person_id_course_id_path")),
    )
    op.create_table(
        "draft_save",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("saved_by", sa.String(length=32), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_draft_save_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_save")),
    )
    op.create_index(op.f("ix_draft_save_course_id"), "draft_save", ["course_id"])
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("aspects", sa.String(length=100), nullable=False),
        sa.Column("sent_by", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_review_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_course_id"), "review", ["course_id"])
    kinds = ("commented", "approved", "returned", "withdrawn")
    aspects = ("text", "law", "figures", "directory")
    op.create_table(
        "review_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum(*kinds, name="stepkind", native_enum=False, create_constraint=True, length=40),
                  nullable=False),
        sa.Column("aspect", sa.Enum(*aspects, name="aspect", native_enum=False, create_constraint=True, length=40),
                  nullable=True),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_step_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_step")),
    )  # fmt: skip
    op.create_index(op.f("ix_review_step_review_id"), "review_step", ["review_id"])


def downgrade() -> None:
    for name in ("review_step", "review", "draft_save", "kept_text"):
        op.drop_table(name)
