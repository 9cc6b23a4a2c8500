"""API keys may have other rate limits than their plan's."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    with op.batch_alter_table("api_keys") as keys:
        keys.add_column(sa.Column("limits", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("api_keys") as keys:
        keys.alter_column("limits", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("api_keys") as keys:
        keys.drop_column("limits")
