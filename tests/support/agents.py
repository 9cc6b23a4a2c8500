"""Agent configurations for the detector's tests, put together at run time: a scan of this project stays clean."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from server.detection.agents import AgentsDetector
from server.detection.model import Observation, Subject
from server.detection.text import scannable

if TYPE_CHECKING:
    from server.detection.model import Sighting

DETECTOR = AgentsDetector()


def subject(content: str | bytes, path: str = "mcp.json") -> Subject:
    """Return a document as detectors see it."""
    data = content.encode("utf-8", errors="surrogatepass") if isinstance(content, str) else content
    return Subject(path, "", data, scannable(data))


def observe(content: str | bytes, path: str = "mcp.json", detector: AgentsDetector = DETECTOR) -> Observation:
    """Return what the detector sees, nothing where it does not want the document."""
    seen = subject(content, path)
    return detector.detect(seen, 20.0) if detector.wants(seen) else Observation((), cut_off=False)


def findings(content: str | bytes, path: str = "mcp.json") -> list[Sighting]:
    """Return the sightings that are findings."""
    return [sighting for sighting in observe(content, path).sightings if sighting.rule is not None]


def codes(content: str | bytes, path: str = "mcp.json") -> set[str]:
    """Return the codes of what is found."""
    return {code(sighting) for sighting in findings(content, path)}


def code(sighting: Sighting) -> str:
    """Return a sighting's code, without its category."""
    assert sighting.rule is not None
    return sighting.rule.rule_id.removeprefix("agent.")


def place(sighting: Sighting, content: str) -> str:
    """Return what stands at a sighting's place."""
    return content.encode()[sighting.start : sighting.end].decode()


def server(command: str = "", *arguments: str, **more: Any) -> str:
    """Return a configuration with one server."""
    entry = {"command": command, "args": list(arguments), **more} if command else more
    return json.dumps({"mcpServers": {"one": entry}}, indent=2)


def npx(*arguments: str, **more: Any) -> str:
    """Return a configuration with a server from npm."""
    return server("npx", "-y", *arguments, **more)


def docker(*arguments: str) -> str:
    """Return a configuration with a server in a container of a fixed version."""
    return server("docker", "run", "-i", "--rm", *arguments, "acme/tools:1.4.2")


def tools(**descriptions: str) -> str:
    """Return a list of tools."""
    listed = [{"name": name, "description": text, "inputSchema": {}} for name, text in descriptions.items()]
    return json.dumps({"tools": listed})


def allowing(*rules: str) -> str:
    """Return Claude's settings with permission rules."""
    return json.dumps({"permissions": {"allow": list(rules)}})
