"""Writes the next migration from the difference between the tables in code and an empty, migrated database.

python -m server.storage.new_migration "what changes"
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory

from server.storage.database import create_engine
from server.storage.migrate import configuration, upgrade_url


async def write(message: str) -> None:
    """Write the revision file."""
    number = sum(1 for _ in ScriptDirectory.from_config(configuration()).walk_revisions()) + 1
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'empty.db'}"
        await upgrade_url(url)
        engine = create_engine(url)
        async with engine.connect() as connection:
            await connection.run_sync(
                lambda sync: command.revision(configuration(sync), message, autogenerate=True, rev_id=f"{number:04}")
            )
        await engine.dispose()


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1]))
