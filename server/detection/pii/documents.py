"""What kind of writing a document is, which decides what counts as personal data in it.

- *prose*: prompts, letters, notes, mails: text files, and what has no ending. Read fully; what is probably an example
  is reported with low confidence.
- *records*: tables, JSON, logs, dumps, and whatever is not known to be anything else. Numbers stand beside their labels
  there or below them, and numbers without any are mostly identifiers of something else.
- *source*: program text, and whatever stands among other people's packages. Four numbers with dots between are versions
  and sections there, cards are test cards, and addresses settings: strong evidence is asked for.
- *metadata*: what is written about the work itself, such as licences, lists of authors, change logs, manifests. Read as
  source, and the addresses and telephone numbers in it are those of the people whose work it is: no finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from server.detection.model import Subject

Kind = Literal["prose", "records", "source", "metadata"]

_SOURCE_ENDINGS_LISTED: Final = (
    "ada adb asm astro awk bash bat bazel bzl c cc cjs clj cljs cmake cmd coffee cpp cs css cts cu cuh cxx d dart"
    " el erl ex exs f f90 fish for fs fsx gemspec go gradle groovy gyp gypi h hcl hh hpp hrl hs hxx inc ipynb java"
    " jl js jsx kt kts less lisp lua m mak mjs ml mli mm mts nim nix pas patch php pl pm pod proto ps1 pxd pxi py"
    " pyi pyx r rb rego rs s sass scala scm scss sh sol svelte swift tcl tf thrift ts tsx v vb vim vue wgsl zig"
    " zsh diff lock map mod sum spec pem crt cer pub po pot bki mk am ac m4 in eps svg dat pbtxt 1 2 3 4 5 6 7 8"
)
_SOURCE_ENDINGS: Final = frozenset(_SOURCE_ENDINGS_LISTED.split())
_PROSE_ENDINGS_LISTED: Final = (
    "adoc asc asciidoc doc eml ics mail markdown mbox md mdx msg note org prompt rst rtf srt tex text textile"
    " transcript txt vcf vtt"
)
_PROSE_ENDINGS: Final = frozenset(_PROSE_ENDINGS_LISTED.split())
# Whole names, any ending: what tells whose work a tree is.
_ABOUT_THE_WORK: Final = re.compile(
    r"(?:about|authors?|bugs|cargo|changelog\w*|changes|citation|codeowners|code_of_conduct|composer|contributing"
    r"|contributors|copying|copyright|credits|description|history|humans|install|installer|licen[cs]es?|maintainers?"
    r"|manifest|metadata|mit-license|news|notices?|owners|package|package-lock|pkg-info|pom|pyproject|readme|record"
    r"|release_?notes|security|setup|thanks|third[-_]?party[-_ ]?(?:licenses|notices?)|todo|top_level|wheel"
    r"|entry_points|requirements[\w-]*|cmakelists|makefile|dockerfile|gemfile|rakefile|vagrantfile|jenkinsfile|\.mailmap)"
    r"(?:[.-][\w.-]*)?",
    re.IGNORECASE,
)
_METADATA_PLACE: Final = re.compile(
    r"(?:^|/)(?:licenses?|sboms?|man|relnotes|[^/]+\.(?:dist|egg)-info)/|\.(?:cyclonedx|spdx|cdx)\.\w+$", re.IGNORECASE
)
_PACKAGES: Final = re.compile(
    r"(?:^|/)(?:node_modules|site-packages|dist-packages|_?vendor|third[-_]party|\.git)/", re.IGNORECASE
)
_RECORD_TYPES: Final = re.compile(
    r"(?:application|text)/(?:[\w.-]+\+)?(?:json|xml|csv|html|yaml|x-yaml|x-ndjson|sql)\b"
)
_SOURCE_TYPES: Final = re.compile(r"(?:application|text)/(?:x-(?:python|c|java|sh)\w*|javascript|typescript|css)\b")
_PROGRAM: Final = re.compile(rb"\xef\xbb\xbf?#!|\s*(?:/\*|//|<\?php|#!/|# *-\*-|%!PS)")
_OPENING: Final = 2048
_BEFORE: Final = 64
_BEHIND: Final = 24


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its kind. opening: the first 2 KB of records, where a table names its columns; else empty."""

    text: bytes = field(repr=False)
    kind: Kind
    opening: bytes = field(default=b"", repr=False)

    @property
    def strict(self) -> bool:
        """Whether strong evidence is asked for: source and metadata."""
        return self.kind in {"source", "metadata"}

    def mentions(self, words: re.Pattern[bytes], start: int, end: int) -> bool:
        """Return whether the words stand near text[start:end], 64 bytes before it or 24 behind."""
        text = self.text
        return (
            words.search(text, max(0, start - _BEFORE), start) is not None
            or words.search(text, end, end + _BEHIND) is not None
        )

    def names(self, words: re.Pattern[bytes]) -> bool:
        """Return whether records name the thing in their opening."""
        return self.opening != b"" and words.search(self.opening) is not None


def document(subject: Subject) -> Document:
    """Return the subject's text with its kind, known by path, media type and, where there is no ending, its start."""
    kind = kind_of(subject.path, subject.media_type)
    if kind == "prose" and _PROGRAM.match(subject.text):
        kind = "source"
    return Document(subject.text, kind, subject.text[:_OPENING] if kind == "records" else b"")


def kind_of(path: str, media_type: str) -> Kind:
    """Return what kind of writing a path and a media type ("" if none is known) speak of."""
    path = path.replace("\\", "/")
    name = path.rsplit("/", 1)[-1]
    ending = name.rsplit(".", 1)[-1].lower() if "." in name.lstrip(".") else ""
    if _ABOUT_THE_WORK.fullmatch(name) or _METADATA_PLACE.search(path):
        return "metadata"
    if ending in _SOURCE_ENDINGS or _PACKAGES.search(path):
        return "source"
    if ending in _PROSE_ENDINGS:
        return "prose"
    if ending or name.startswith(".") or _RECORD_TYPES.match(media_type):
        return "records"
    return "source" if _SOURCE_TYPES.match(media_type) else "prose"
