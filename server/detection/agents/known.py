"""Well-known packages of MCP servers, and what is almost one of their names.

The list is of names that many configurations have; that a name is missing here says nothing against it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from server.detection.agents.terms import terms

_OFFICIAL: Final = "modelcontextprotocol"
_SERVERS: Final = terms(
    """
    server-aws-kb-retrieval server-brave-search server-everart server-everything server-fetch server-filesystem
    server-gdrive server-git server-github server-gitlab server-google-maps server-memory server-pdf
    server-postgres server-puppeteer server-redis server-sequential-thinking server-slack server-sqlite
    server-time
    """
)
# Packages of other scopes: scope/name.
_SCOPED: Final = terms(
    """
    agentdeskai/browser-tools-mcp agentdeskai/browser-tools-server antv/mcp-server-chart apify/actors-mcp-server
    azure/mcp azure-devops/mcp benborla29/mcp-server-mysql browserbasehq/mcp browserbasehq/mcp-server-browserbase
    brightdata/mcp cloudflare/mcp-server-cloudflare contentful/mcp-server elastic/mcp-server-elasticsearch
    executeautomation/playwright-mcp-server grafana/mcp-grafana heroku/mcp-server hubspot/mcp-server
    kazuph/mcp-fetch magicuidesign/mcp mapbox/mcp-server microsoft/workiq modelcontextprotocol/inspector
    mongodb-js/mongodb-mcp-server negokaz/excel-mcp-server neondatabase/mcp-server-neon notionhq/notion-mcp-server
    paypal/mcp playwright/mcp playwright/test postman/postman-mcp-server railway/mcp-server razorpay/mcp
    sentry/mcp-server shopify/dev-mcp smithery/cli stripe/mcp supabase/mcp-server-supabase
    taazkareem/clickup-mcp-server tavily/mcp upstash/context7-mcp vercel/mcp-adapter
    wonderwhy-er/desktop-commander zilliz/claude-context-mcp anthropic-ai/claude-code anthropic-ai/mcpb
    anthropic-ai/sdk anthropic-ai/dxt openai/codex google/gemini-cli
    """
)
_PLAIN: Final = terms(
    """
    airtable-mcp-server blender-mcp chrome-devtools-mcp context7-mcp duckduckgo-mcp-server exa-mcp-server fastmcp
    figma-developer-mcp firecrawl-mcp kubernetes-mcp-server mcp-atlassian mcp-neo4j-cypher mcp-obsidian mcp-proxy
    mcp-remote mcp-server-docker mcp-server-fetch mcp-server-git mcp-server-github mcp-server-kubernetes
    mcp-server-mysql mcp-server-postgres mcp-server-qdrant mcp-server-sentry mcp-server-sqlite mcp-server-time
    mongodb-mcp-server n8n-mcp obsidian-mcp perplexity-mcp playwright-mcp postgres-mcp serena-agent
    server-perplexity-ask sonarqube-mcp-server supergateway task-master-ai tavily-mcp workspace-mcp
    awslabs-aws-documentation-mcp-server awslabs-core-mcp-server filesystem-mcp-server github-mcp-server
    gitlab-mcp-server linear-mcp-server notion-mcp-server postgres-mcp-server puppeteer-mcp-server slack-mcp-server
    mcp-server-brave-search mcp-server-filesystem mcp-server-gitlab mcp-server-memory mcp-server-puppeteer
    mcp-server-redis mcp-server-sequential-thinking mcp-server-slack mcp-server-everything modelcontextprotocol
    """
)
_IMAGES: Final = terms(
    """
    ghcr.io/github/github-mcp-server mcp/fetch mcp/filesystem mcp/git mcp/github mcp/memory mcp/postgres
    mcp/puppeteer mcp/slack mcp/sqlite mcp/time
    """
)

_NAMES: Final = _PLAIN | {f"{_OFFICIAL}/{name}" for name in _SERVERS} | _SCOPED | _IMAGES
_SORTED: Final = tuple(sorted(_NAMES))
_SCOPES: Final = frozenset({_OFFICIAL} | {name.rpartition("/")[0] for name in _SCOPED | _IMAGES})
# Not the scopes of those whom they sound like.
_FALSE_SCOPES: Final = terms(
    """
    anthropic anthropics anthropicai anthropic-mcp claude claude-ai claude-mcp mcp-official mcp-servers mcpservers
    model-context modelcontext modelcontextprotocol-official modelcontextprotocol-servers modelcontext-protocol
    official-mcp
    """
)
_TOOLS: Final = frozenset({"claude-code", "dxt", "mcpb", "sdk"})

# Letters of other alphabets that look Latin; package registries allow none of them, documents do.
_FOREIGN: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u0475\u0261\u0131\u03b1\u03bf\u03c1\u03bd",
    "aeopcyxijshdqwvgiaopv",
)
_LOOKS: Final = str.maketrans("013456789", "oleasbtbg")
_AFFIXES: Final = frozenset({"mcp", "server", "tools", "servers"})
_SHORTEST: Final = 5
_SHORTEST_SWAP: Final = 4
_LONG: Final = 9
_LONG_SCOPE: Final = 12
_MOST: Final = 2


def resembled(name: str) -> str | None:
    """Return the well-known package that a package's name, without its version, is almost; None if it is none.

    The name as npm (``@scope/name``), PyPI or a container registry writes it. A name that is well known itself, or is
    different in a way in which names of different things are, is none.
    """
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_FOREIGN).lstrip("@")
    plain = re.sub(r"[._]+", "-", plain) if "/" not in plain else plain
    if plain in _NAMES:
        return None if name.isascii() else plain
    scope, slash, base = plain.rpartition("/")
    if not slash:
        if plain in _SERVERS or plain.startswith(_OFFICIAL):
            return f"@{_OFFICIAL}/{plain.removeprefix(_OFFICIAL).lstrip('-')}"
        return next((known for known in _SORTED if known in _PLAIN and _near(plain, known)), None)
    if scope in _SCOPES and name.isascii():
        return _near_in_scope(scope, base)
    if scope in _FALSE_SCOPES:
        meant = next((known for known in (base, f"server-{base}") if known in _SERVERS), None)
        if meant or base in _TOOLS:
            return f"@{_OFFICIAL}/{meant}" if meant else f"@anthropic-ai/{base}"
    return _near_scope(scope, base)


def _near_in_scope(scope: str, base: str) -> str | None:
    bases = [known.rpartition("/")[2] for known in _SORTED if known.rpartition("/")[0] == scope]
    return next((f"{scope}/{known}" for known in bases if _near(base, known)), None)


def _near_scope(scope: str, base: str) -> str | None:
    """Return a package whose scope is almost this one; of a short scope only where the rest is the same."""
    for known in _SORTED:
        known_scope, slash, known_base = known.rpartition("/")
        if not slash or not _near(scope, known_scope):
            continue
        if len(known_scope) >= _LONG_SCOPE or base == known_base or _near(base, known_base):
            return (
                "" if known in _IMAGES else "@"
            ) + f"{known_scope}/{base if known_scope == _OFFICIAL else known_base}"
    return None


def _near(name: str, known: str) -> bool:
    """Return whether a name is a slip, or a look-alike, of a known one and not the same."""
    if name == known or name.rstrip("0123456789") == known:  # a second edition says so
        return False
    seen, meant = name.translate(_LOOKS), known.translate(_LOOKS)
    if seen == meant or seen.replace("-", "") == meant.replace("-", ""):
        return True
    if abs(len(seen) - len(meant)) > _MOST:
        return False
    words, known_words = re.split("[-/.]", seen), re.split("[-/.]", meant)
    if len(words) != len(known_words):
        return distance(seen.replace("-", ""), meant.replace("-", "")) == 1 and len(meant) >= _LONG_SCOPE
    different = [(word, other) for word, other in zip(words, known_words, strict=True) if word != other]
    return len(different) <= _MOST and all(_slip(word, other) for word, other in different)


def _slip(word: str, meant: str) -> bool:
    """Return whether a word is a slip of the other rather than another word: the shorter, the less may differ."""
    apart = distance(word, meant)
    if meant in _AFFIXES:
        return apart == 1 and word not in _AFFIXES
    if apart == 1:
        swapped = sorted(word) == sorted(meant)
        return len(meant) >= (_SHORTEST_SWAP if swapped else _SHORTEST)
    return apart == _MOST and len(meant) >= _LONG


def distance(one: str, other: str) -> int:
    """Return how many insertions, deletions, replacements and swaps of neighbours apart two words are.

    The restricted Damerau-Levenshtein distance.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        two_before, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                best = min(best, two_before[j - 2] + 1)
            row.append(best)
    return row[-1]
