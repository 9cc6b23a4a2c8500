"""Load from generators that are not ours: h2load for gRPC, wrk for REST (Debian, Ubuntu: nghttp2-client, wrk)."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

PACKAGES = {"h2load": "nghttp2-client", "wrk": "wrk"}
_UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}


@dataclass(frozen=True, slots=True)
class Load:
    """What a run of load met. `calls_per_second` counts successful answers; `cpu_us` is the servers' CPU for a call."""

    calls_per_second: float
    cpu_us: float
    p50_ms: float = 0.0
    p99_ms: float = 0.0


def require(*programs: str) -> None:
    """Exit with what to install if a generator is missing."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        packages = " ".join(PACKAGES[name] for name in missing)
        sys.exit(f"This benchmark needs {' and '.join(missing)}. Install it (Debian, Ubuntu: apt install {packages})")


def cpu_seconds(pids: Iterable[int]) -> float:
    """Return the CPU time that processes and their children have used."""
    total = 0.0
    for pid in pids:
        parent = psutil.Process(pid)
        for each in (parent, *parent.children(recursive=True)):
            times = each.cpu_times()
            total += times.user + times.system
    return total


def h2load(
    url: str,
    message: bytes,
    metadata: Mapping[str, str],
    pids: Iterable[int],
    folder: Path,
    *,
    seconds: int,
    connections: int = 4,
    in_flight: int = 16,
) -> Load:
    """Call a unary gRPC method, given with its address, for so many seconds.

    `message` is the request; `in_flight` calls are under way on each connection.
    """
    body = folder / "request.grpc"
    body.write_bytes(struct.pack(">BI", 0, len(message)) + message)
    headers = {"content-type": "application/grpc", "te": "trailers", **metadata}
    command = ["h2load", "-D", f"{seconds}", "-c", f"{connections}", "-m", f"{in_flight}", "-t", "1"]
    command += ["-d", str(body)]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    pids = [*pids]
    before = cpu_seconds(pids)
    output = _run([*command, url], seconds)
    spent = cpu_seconds(pids) - before
    found = re.search(r"requests: \d+ total, \d+ started, (\d+) done, (\d+) succeeded, (\d+) failed", output)
    if found is None or found[3] != "0" or found[1] == "0":
        raise RuntimeError(f"h2load met errors:\n{output}")
    count = int(found[2])
    return Load(count / seconds, spent / count * 1e6)


def wrk(
    url: str,
    headers: Mapping[str, str],
    pids: Iterable[int],
    *,
    seconds: int,
    connections: int = 64,
    script: Path | None = None,
) -> Load:
    """Call an address over HTTP/1.1 for so many seconds; `script` is one in Lua that makes the requests."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "10s"]
    command += [] if script is None else ["-s", str(script)]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    pids = [*pids]
    before = cpu_seconds(pids)
    output = _run([*command, url], seconds)
    spent = cpu_seconds(pids) - before
    count = re.search(r"(\d+) requests in ([\d.]+)(us|ms|s|m),", output)
    if count is None or "Non-2xx" in output or "Socket errors" in output:
        raise RuntimeError(f"wrk met errors:\n{output}")
    took = float(count[2]) * _UNITS[count[3]] / 1e3
    calls = int(count[1])
    return Load(calls / took, spent / calls * 1e6, _percentile(output, "50%"), _percentile(output, "99%"))


def _run(command: Sequence[str], seconds: int) -> str:
    """Return what a command printed. Its arguments hold a credential, so an error does not show them."""
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=seconds + 30)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _percentile(output: str, name: str) -> float:
    found = re.search(rf"^\s+{name}\s+([\d.]+)(us|ms|s|m)\s*$", output, re.MULTILINE)
    if found is None:
        raise RuntimeError(f"wrk did not say {name}:\n{output}")
    return float(found[1]) * _UNITS[found[2]]
