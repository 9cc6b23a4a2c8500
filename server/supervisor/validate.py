"""Has Envoy itself check the configuration that `netallion up` would start it with; exits with Envoy's status."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from server.settings import Settings
from server.supervisor.parts import envoy
from server.supervisor.state import with_secrets

TARGETS = ("127.0.0.1:50051", "127.0.0.1:50052")


def main() -> int:
    """Return 0 if the configuration of an installation with two servers is valid."""
    with tempfile.TemporaryDirectory() as home:
        part = envoy(with_secrets(Settings(home=Path(home))), TARGETS)
        command = (*part.command, "--mode", "validate")
        return subprocess.run(command, env=part.environment, check=False).returncode  # noqa: S603 - as parts.py has it


if __name__ == "__main__":
    sys.exit(main())
