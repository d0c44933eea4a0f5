"""case runs: the ways that learners went through branching cases, choice by choice."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("progress_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["progress_id"], ["module_progress.id"], name=op.f("fk_case_run_progress_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_run")),
        sa.UniqueConstraint("progress_id", "case_id", "number", name=op.f("uq_case_run_progress_id_case_id_number")),
    )
    op.create_table(
        "case_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("scene_id", sa.String(), nullable=False),
        sa.Column("choice_id", sa.String(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["case_run.id"], name=op.f("fk_case_step_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_step")),
        sa.UniqueConstraint("run_id", "number", name=op.f("uq_case_step_run_id_number")),
    )


def downgrade() -> None:
    op.drop_table("case_step")
    op.drop_table("case_run")
