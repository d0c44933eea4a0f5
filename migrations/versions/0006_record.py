"""record: what learners write for themselves, sealed, and the time that they count themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("note", "reflection", name="entrykind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("page", sa.String(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_record_entry_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_record_entry_key")),
        sa.UniqueConstraint("person_id", "page", name=op.f("uq_record_entry_person_id_page")),
    )
    with op.batch_alter_table("record_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_entry_deleted_at"), ["deleted_at"], unique=False)

    op.create_table(
        "record_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_record_profile_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_profile")),
        sa.UniqueConstraint("person_id", name=op.f("uq_record_profile_person_id")),
    )
    op.create_table(
        "own_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("completion_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_own_time_takes_time")),
        sa.ForeignKeyConstraint(["completion_id"], ["module_completion.id"], name=op.f("fk_own_time_completion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_time")),
        sa.UniqueConstraint("completion_id", name=op.f("uq_own_time_completion_id")),
    )


def downgrade() -> None:
    op.drop_table("own_time")
    op.drop_table("record_profile")
    with op.batch_alter_table("record_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_entry_deleted_at"))

    op.drop_table("record_entry")
