"""Containers with rights over their host.

Privileged: ``--privileged``, the capabilities in ``_CAPABILITIES``, the host's namespaces, confinement switched off,
the host's root or the socket of a container engine mounted. Other mounts that are too much (``/home``, ``/etc``) are
``broad_filesystem``. Sources: OWASP Docker Security Cheat Sheet; CIS Docker Benchmark 5.4, 5.5, 5.10, 5.16, 5.17, 5.32.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from server.detection.agents.images import ENGINES, options
from server.detection.agents.launchers import program_of
from server.detection.agents.nodes import Mapping, Scalar, strings, text_of
from server.detection.agents.paths import is_broad, mounts
from server.detection.agents.rules import Finding
from server.detection.agents.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CAPABILITIES: Final = terms(
    """
    ALL BPF DAC_READ_SEARCH NET_ADMIN SYS_ADMIN SYS_BOOT SYS_MODULE SYS_PTRACE SYS_RAWIO
    """
)
_NAMESPACES: Final = terms(
    """
    --net --network --pid --ipc --uts --userns --cgroupns
    """
)
_SOCKET: Final = re.compile(r"(?:docker|podman|containerd|crio)\.sock|docker_engine", re.IGNORECASE)
_UNCONFINED: Final = re.compile(
    r"(?:seccomp|apparmor|systempaths)[=:]unconfined|label[=:]disable|no-new-privileges[=:]false"
)
_DISK: Final = re.compile(r"/dev/(?:mem|kmem|kmsg|port|sd|nvme|vd|dm-|mapper|disk)")


def container_findings(words: Sequence[Scalar], server: str) -> Iterator[Finding]:
    """Yield what a container command is given over its host; words[0] is the program."""
    if not words or program_of(words[0].text) not in ENGINES:
        return
    for name, value, place in options(words[1:]):
        if _is_privileged(name, value):
            yield Finding("privileged_container", place, f"{name.lstrip('-')}={value}", server)
    for source, place in mounts(words[1:]):
        yield from _mount(source, place, server)


def _is_privileged(name: str, value: str) -> bool:
    if name == "--privileged":
        return value.lower() != "false"
    if name == "--cap-add":
        return any(part.upper().removeprefix("CAP_") in _CAPABILITIES for part in value.split(","))
    if name in _NAMESPACES:
        return value == "host"
    if name == "--security-opt":
        return _UNCONFINED.search(value) is not None
    return name == "--device" and _DISK.match(value) is not None


def _mount(source: str, place: Scalar, server: str) -> Iterator[Finding]:
    if re.fullmatch(r"/+\.?|[A-Za-z]:[\\/]?", source) or _SOCKET.search(source):
        yield Finding("privileged_container", place, f"mount={source}", server)
    elif is_broad(source):
        yield Finding("broad_filesystem", place, source, server)


def composed_findings(mapping: Mapping, server: str) -> Iterator[Finding]:
    """Yield the same of a container that is described rather than started, as Compose does."""
    privileged = mapping.get("privileged")
    if isinstance(privileged, Scalar) and privileged.value is True:
        yield Finding("privileged_container", privileged, "privileged", server)
    for names, option in _DESCRIBED:
        for value in strings(mapping.get(*names)):
            if _is_privileged(option, value.text):
                yield Finding("privileged_container", value, f"{option.lstrip('-')}={value.text}", server)
    for value in strings(mapping.get("volumes", "mounts", "binds")):
        source = text_of(value).partition(":")[0]
        if ":" in value.text and source:
            yield from _mount(source, value, server)


_DESCRIBED: Final = (
    (("cap_add", "capAdd", "capabilities"), "--cap-add"),
    (("network_mode", "networkMode"), "--network"),
    (("pid", "pid_mode", "pidMode"), "--pid"),
    (("security_opt", "securityOpt"), "--security-opt"),
)
