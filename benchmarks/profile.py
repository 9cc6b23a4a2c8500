"""A profile of the full gRPC call under load, as a flame graph: python -m benchmarks.profile [--seconds 8].

py-spy looks 250 times a second at the thread that holds the interpreter's lock.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from sysconfig import get_path

from benchmarks.echo_server import METHOD
from benchmarks.grpc_calls import MESSAGE
from benchmarks.installation import free_port, installation
from benchmarks.load import h2load, require
from benchmarks.report import HERE, console, parser

GRAPH = HERE / "full_call.svg"


def main() -> None:
    """Record it."""
    arguments = parser(__doc__, seconds=8).parse_args()
    require("h2load")
    with installation() as made:
        port = free_port()
        server = made.start("benchmarks.echo_server", "full", f"127.0.0.1:{port}", port=port)
        url, metadata = f"http://127.0.0.1:{port}{METHOD}", {"authorization": f"Bearer {made.token}"}
        h2load(url, MESSAGE, metadata, [server.pid], made.folder, seconds=1)
        spy = (str(Path(get_path("scripts")) / "py-spy"), "record", "--gil", "--function", "--rate", "250")
        words = ("--duration", f"{arguments.seconds}", "--output", str(GRAPH), "--pid", f"{server.pid}")
        with subprocess.Popen((*spy, *words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as recording:  # noqa: S603
            h2load(url, MESSAGE, metadata, [server.pid], made.folder, seconds=arguments.seconds + 1)
            if recording.wait():
                raise RuntimeError("py-spy failed; it may need to be allowed to look at processes (ptrace)")
    graph = GRAPH.read_text(encoding="utf-8")
    GRAPH.write_text(
        re.sub(r"(?<=>)[^<>]*py-spy record[^<>]*", "The full gRPC call under load", graph), encoding="utf-8"
    )
    console.print(f"{GRAPH.name} is written")


if __name__ == "__main__":
    main()
