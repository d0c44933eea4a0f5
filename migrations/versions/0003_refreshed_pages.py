"""refreshed pages: what was read again after a change of substance."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "refreshed_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("progress_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["progress_id"], ["module_progress.id"], name=op.f("fk_refreshed_page_progress_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["course_revision.id"], name=op.f("fk_refreshed_page_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refreshed_page")),
        sa.UniqueConstraint(
            "progress_id", "page_id", "revision_id", name=op.f("uq_refreshed_page_progress_id_page_id_revision_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("refreshed_page")
