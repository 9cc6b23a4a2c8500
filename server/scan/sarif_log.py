"""The part of SARIF 2.1.0 that our logs are made of.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0 plus Errata 01, section 3; the names are
the standard's. Libraries were looked at: sarif-om is of 2019 and untyped, and sarif-pydantic takes any field at all, so
that neither would say more than these types do.
"""

from __future__ import annotations

from typing import Final, Literal, NotRequired, TypedDict

VERSION: Final = "2.1.0"
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

Level = Literal["error", "warning", "note", "none"]
PropertyBag = dict[str, object]


class Message(TypedDict):
    """3.11, and 3.12 for those of rules."""

    text: str
    markdown: NotRequired[str]


class Configuration(TypedDict):
    """3.50, reportingConfiguration."""

    level: Level


class Descriptor(TypedDict):
    """3.49, reportingDescriptor: a rule, or a kind of notification."""

    id: str
    shortDescription: Message
    fullDescription: NotRequired[Message]
    help: NotRequired[Message]
    defaultConfiguration: NotRequired[Configuration]
    properties: NotRequired[PropertyBag]


class Component(TypedDict):
    """3.19, toolComponent."""

    name: str
    organization: str
    version: str
    rules: list[Descriptor]
    notifications: list[Descriptor]
    properties: PropertyBag


class Tool(TypedDict):
    """3.18."""

    driver: Component


class ArtifactLocation(TypedDict):
    """3.4."""

    uri: NotRequired[str]
    uriBaseId: NotRequired[str]
    description: NotRequired[Message]


class Snippet(TypedDict):
    """3.3, artifactContent."""

    text: str


class Region(TypedDict):
    """3.30."""

    startLine: int
    startColumn: NotRequired[int]
    snippet: NotRequired[Snippet]


class PhysicalLocation(TypedDict):
    """3.29."""

    artifactLocation: ArtifactLocation
    region: NotRequired[Region]
    contextRegion: NotRequired[Region]


class LogicalLocation(TypedDict):
    """3.33."""

    fullyQualifiedName: str
    kind: str


class Location(TypedDict):
    """3.28."""

    physicalLocation: PhysicalLocation
    logicalLocations: NotRequired[list[LogicalLocation]]


class Reference(TypedDict):
    """3.52, reportingDescriptorReference."""

    id: str


class Notification(TypedDict):
    """3.58."""

    message: Message
    level: Level
    descriptor: Reference
    locations: NotRequired[list[Location]]


class Invocation(TypedDict):
    """3.20."""

    executionSuccessful: bool
    startTimeUtc: NotRequired[str]
    endTimeUtc: NotRequired[str]
    toolExecutionNotifications: list[Notification]


class Suppression(TypedDict):
    """3.35."""

    kind: Literal["inSource", "external"]
    status: Literal["accepted"]
    justification: NotRequired[str]


class Result(TypedDict):
    """3.27."""

    ruleId: str
    ruleIndex: NotRequired[int]
    level: Level
    message: Message
    locations: list[Location]
    partialFingerprints: dict[str, str]
    suppressions: NotRequired[list[Suppression]]
    properties: PropertyBag


class AutomationDetails(TypedDict):
    """3.17, runAutomationDetails."""

    id: str


class Run(TypedDict):
    """3.14. `results` comes last in the text, page by page."""

    tool: Tool
    automationDetails: AutomationDetails
    invocations: list[Invocation]
    originalUriBaseIds: dict[str, ArtifactLocation]
    columnKind: Literal["unicodeCodePoints"]
    redactionTokens: list[str]
    properties: PropertyBag
    results: list[Result]


Log = TypedDict("Log", {"$schema": str, "version": str, "runs": list[Run]})
"""3.13, sarifLog."""
