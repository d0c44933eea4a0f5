"""search and kept pages: an index for each revision from now on."""

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


def downgrade() -> None:
    op.drop_table("revision_index")
