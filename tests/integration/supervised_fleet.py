"""A supervisor of small made-up parts, run as a process of its own by test_supervisor.py.

Usage: ``supervised_fleet.py FOLDER``, where FOLDER/fleet.json is a list of layers, each a list of ``[name, script]``.
A script is Python; it finds ``FOLDER`` as its working directory and ``ready()`` to say that it is ready.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from server.supervisor.launch import PR_SET_CHILD_SUBREAPER, prctl
from server.supervisor.process import NotReadyError, Part
from server.supervisor.supervisor import StartError, Supervisor, Timings
from server.supervisor.up import announce, run

PRELUDE = """
import os, pathlib, signal, subprocess, sys, time
def ready():
    pathlib.Path(f"{NAME}.ready").write_text(str(os.getpid()))
def spawn(code, **options):
    return subprocess.Popen([sys.executable, "-I", "-S", "-c", code], **options).pid
def note(line):
    with open("notes", "a") as notes:
        notes.write(line + "\\n")
"""


def part(folder: Path, name: str, script: str) -> Part:
    async def is_ready() -> None:
        await asyncio.sleep(0)
        mark, pid = folder / f"{name}.ready", folder / "run" / f"{name}.pid"
        # a mark from before the last restart does not count
        if not mark.exists() or mark.read_text(encoding="ascii") != pid.read_text(encoding="ascii").strip():
            raise NotReadyError

    return Part(
        name=name,
        command=(sys.executable, "-I", "-S", "-c", f"NAME = {name!r}\n{PRELUDE}\n{script}"),
        environment={"PATH": os.defpath},
        ready=is_ready,
        ready_seconds=5,
        grace_seconds=1,
        once=name.startswith("once"),
    )


async def main(folder: Path) -> None:
    os.chdir(folder)
    layers = json.loads((folder / "fleet.json").read_text(encoding="utf-8"))
    supervisor = Supervisor(
        [[part(folder, name, script) for name, script in layer] for layer in layers],
        run_directory=folder / "run",
        log_directory=folder / "log",
        announce=announce,
        timings=Timings(delays=(0, 0.02, 0.04, 0.08), stable_seconds=1, round_seconds=0.1),
        subreaper=prctl(PR_SET_CHILD_SUBREAPER, 1),
    )
    await run(supervisor, lambda: announce("ready"))


if __name__ == "__main__":
    try:
        asyncio.run(main(Path(sys.argv[1])))
    except StartError as error:
        sys.exit(f"fleet: {error}")
