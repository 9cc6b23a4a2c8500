"""Command lines that are given to a shell or an interpreter, and downloads that are run at once.

``shell_exec`` is a shell with a command line (``bash -c``, ``cmd /c``, ``powershell -Command``) or with none at all, an
interpreter with code (``python -c``, ``node -e``, ``osascript -e``), and a command in one string with the signs that
only a shell understands. A shell that runs a script (``bash serve.sh``) is like any program. ``cmd /c npx …`` is not
reported: on Windows there is no other way to start npx. A hook is run by a shell as it is, so in hooks only a further
shell counts. Where a download is run at once, it is ``curl_pipe_shell`` and nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from server.detection.agents.launchers import program_of
from server.detection.agents.rules import Finding
from server.detection.agents.server import split
from server.detection.agents.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from server.detection.agents.nodes import Scalar

_FETCH: Final = r"\b(?:curl|wget|aria2c|httpie|fetch)\b"
_SHELL: Final = r"(?:\S{0,80}/)?(?:ba|z|da|k|fi|a|c|tc)?sh\b"
# A shell, or an interpreter that is given no code or script and so runs what it reads.
_RUNNER: Final = (
    r"(?:sudo\s+(?:-\S+\s+)*)?(?:\S{0,80}/env\s+|env\s+)?(?:\w{1,40}=\S{1,80}\s+)*"
    rf"(?:{_SHELL}(?!\s+-\w*c)|(?:\S{{0,80}}/)?(?:python[\d.]*|perl|ruby|node|php|pwsh|bun"
    r"|deno)\b(?!\s+(?:-\w|[\w./]+\.\w)))"
)
_POWER_FETCH: Final = (
    r"\b(?:iwr|irm|invoke-webrequest|invoke-restmethod|curl|wget|downloadstring" r"|start-bitstransfer)\b"
)
_EXPRESSION: Final = r"\b(?:iex|invoke-expression)\b"
_PIPED: Final = re.compile(
    "|".join(
        (
            rf"{_FETCH}[^\n;]{{0,300}}?\|\s*{_RUNNER}",  # curl … | sh
            rf"(?:{_SHELL}|\bsource|(?<!\S)\.)\s+(?:-\S+\s+)*<\(\s*{_FETCH}",  # bash <(curl …)
            rf"(?:{_SHELL}\s+-\w*c|\beval|\bexec)\s+[\"']*(?:\$\(|`)\s*{_FETCH}",  # sh -c "$(curl …)"
            (
                rf"{_FETCH}[^\n]{{0,200}}(?:-[a-zA-Z]*[oO]\b|--output|--remote-name|>)[^\n]{{0,200}}(?:&&"
                rf"|;)\s*(?:sudo\s+)?(?:{_SHELL}\s+[\w./~$-]|chmod\s+\S*x|\./\w)"
            ),
            rf"{_POWER_FETCH}[^\n]{{0,300}}\|\s*{_EXPRESSION}",  # irm … | iex
            rf"{_EXPRESSION}[^\n]{{0,300}}{_POWER_FETCH}",  # iex (iwr …)
        )
    ),
    re.IGNORECASE,
)
_SUBSTITUTED: Final = re.compile(rf"^\s*[\"']?(?:\$\(|`)\s*{_FETCH}", re.IGNORECASE)
_INSTALLERS: Final = re.compile(
    (
        r"https?://(?:astral\.sh|sh\.rustup\.rs|get\.docker\.com|get\.pnpm\.io|deno\.land|bun\.(?:sh"
        r"|com)|install\.python-poetry\.org|get\.volta\.sh|fnm\.vercel\.app|claude\.ai/install"
        r"|cli\.anthropic\.com|nixos\.org|install\.determinate\.systems|get\.sdkman\.io|just\.systems"
        r"|mise\.run|pixi\.sh|raw\.githubusercontent\.com/(?:Homebrew|nvm-sh|pyenv|helm|golangci)/"
        r"|(?:deb|rpm)\.nodesource\.com|foundry\.paradigm\.xyz|ollama\.com/install)"
    ),
    re.IGNORECASE,
)
_HIDDEN_CODE: Final = re.compile(
    rf"base64\s+(?:-d|-D|--decode)[^\n|]{{0,200}}\|\s*{_RUNNER}|/dev/tcp/"
    r"|\bnc(?:at)?\b[^\n|;]{0,200}\s-[a-z]*e\b|\beval\s+[\"']?\$\(",
    re.IGNORECASE,
)
_SHELL_SIGNS: Final = re.compile(r"&&|\|\||[;|`]|\$\(|(?<!\d)>\s|<\(")

_FETCHING: Final = re.compile(rf"{_FETCH}|{_POWER_FETCH}", re.IGNORECASE)
# Characters of a command line that are looked at.
_LONGEST: Final = 8192

_SHELLS: Final = terms(
    """
    sh bash zsh dash ksh fish ash csh tcsh busybox git-bash
    """
)
_POWERSHELLS: Final = frozenset({"powershell", "pwsh"})
_CODE_OPTIONS: Final = {
    "bun": "-e|--eval|-p|--print",
    "bunx": "-c|--call",
    "deno": "eval",
    "lua": "-e",
    "node": "-[a-z]*[ep]|--eval|--print",
    "npx": "-c|--call",
    "osascript": "-e",
    "perl": "-[a-zA-Z]*[eE]",
    "php": "-r",
    "py": "-c",
    "pypy": "-c",
    "python": "-[a-zA-Z]*c",
    "rscript": "-e",
    "ruby": "-[a-z]*e",
    "tclsh": "-c",
}
_LAUNCHERS: Final = terms(
    """
    npx npm node pnpm pnpx yarn bun bunx deno uv uvx pipx python py docker podman dotnet dnx java go tsx ts-node
    """
)
_WRAPPERS: Final = terms(
    """
    sudo env nice nohup exec command time setsid stdbuf doas caffeinate
    """
)


def unwrapped(words: Sequence[Scalar]) -> Sequence[Scalar]:
    """Return the command line inside env, sudo and their kin, and inside the ``cmd /c`` that Windows needs."""
    for _ in range(4):
        if not words:
            return words
        program, rest = program_of(words[0].text), words[1:]
        if program in _WRAPPERS:
            while rest and (rest[0].text.startswith("-") or re.match(r"\w+=", rest[0].text)):
                rest = rest[1:]
        elif program == "cmd" and rest and _is_windows_launch(rest):
            rest = _after_switches(rest)
            rest = split(rest[0]) if len(rest) == 1 else rest
        elif program == "wsl" and rest:
            rest = rest[1:] if rest[0].text in {"-e", "--", "--exec"} else rest
        else:
            return words
        words = rest
    return words


def _after_switches(words: Sequence[Scalar]) -> Sequence[Scalar]:
    index = 0
    while index < len(words) and re.fullmatch(r"/\w(?::\w+)?", words[index].text):
        index += 1
    return words[index:]


def _is_windows_launch(words: Sequence[Scalar]) -> bool:
    rest = _after_switches(words)
    first = split(rest[0])[0].text if rest and rest[0].text.strip() else ""
    if len(rest) == len(words) or program_of(first) not in _LAUNCHERS:
        return False
    return not any(re.search(r"[&|<>^]", word.text) for word in rest)


def command_findings(words: Sequence[Scalar], line: str, server: str) -> Iterator[Finding]:
    """Yield what a server's command line gives to a shell; of a download that is run, only that.

    line is the command if it is one string, program and arguments together.
    """
    if not words:
        return
    whole = " ".join(word.text for word in words)
    substituted = program_of(words[0].text) in _SHELLS and len(words) > 1
    parts = (word for word in words if is_piped(word.text) or (substituted and _SUBSTITUTED.search(word.text)))
    piped = next(parts, words[0] if is_piped(whole) else None)
    if piped is not None:
        yield Finding("curl_pipe_shell", piped, piped.text, server)
    elif _runs_a_line(unwrapped(words)) or _HIDDEN_CODE.search(whole[:_LONGEST]) or _needs_a_shell(line):
        yield Finding("shell_exec", words[0], whole, server)


def _needs_a_shell(line: str) -> bool:
    return " " in line and _SHELL_SIGNS.search(line) is not None


def line_findings(line: Scalar, server: str) -> Iterator[Finding]:
    """Yield the same of a hook or another line that a shell runs anyway: there only a further shell counts."""
    if is_piped(line.text):
        yield Finding("curl_pipe_shell", line, line.text, server)
        return
    words = unwrapped(split(line))
    further = bool(words) and program_of(words[0].text) in _SHELLS | _POWERSHELLS and _runs_a_line(words)
    if further or _HIDDEN_CODE.search(line.text[:_LONGEST]):
        yield Finding("shell_exec", line, line.text, server)


def is_piped(text: str) -> bool:
    """Return whether a text has a download that is run at once."""
    return _PIPED.search(text[:_LONGEST]) is not None


def told_downloads(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a text tell to run a download at once; installers that everyone uses are left out."""
    for line in re.finditer(r"[^\n]+", text):
        told = _FETCHING.search(line[0][:_LONGEST]) and is_piped(line[0]) and re.search(r"://|\$\{?[A-Za-z]", line[0])
        if told and not _INSTALLERS.search(line[0]):
            yield line.start() + len(line[0]) - len(line[0].lstrip()), line.end()


def inner_line(words: Sequence[Scalar]) -> Sequence[Scalar]:
    """Return the command line that a shell is given, cut into words; nothing if it is no shell."""
    words = unwrapped(words)
    if words and program_of(words[0].text) in _SHELLS | _POWERSHELLS | {"cmd"}:
        for word in words[1:]:
            if not re.fullmatch(r"-\S+|/\w", word.text):
                inside = split(word)
                starts = [0, *(index + 1 for index, part in enumerate(inside) if part.text in {"&&", ";", "exec", "&"})]
                return inside[starts[-1] :]
    return ()


def _runs_a_line(words: Sequence[Scalar]) -> bool:
    if not words:
        return False
    program, rest = program_of(words[0].text), [word.text for word in words[1:]]
    options = rest[: next((index for index, text in enumerate(rest) if not text.startswith(("-", "/"))), len(rest))]
    if program in _SHELLS:
        given = any(re.fullmatch(r"-[a-zA-Z]*c[a-zA-Z]*|--command(?:=.*)?", option) for option in options)
        return given or len(options) == len(rest) or (program == "busybox" and rest[0] in _SHELLS)
    if program in _POWERSHELLS:
        return not any(re.match(r"(?i)-f(?:i(?:le?)?)?$", text) for text in rest) and not _is_script(rest)
    if program == "cmd":
        return True
    pattern = _CODE_OPTIONS.get(re.sub(r"[\d.]+$", "", program))
    return pattern is not None and any(re.fullmatch(pattern, text.partition("=")[0]) for text in _own_options(rest))


def _own_options(rest: Sequence[str]) -> Sequence[str]:
    """Return the options of the interpreter itself, which end where its script, module or package is named."""
    own: list[str] = []
    for text in rest:
        if text == "-m" or (not text.startswith("-") and text != "eval"):
            break
        own.append(text)
    return own


def _is_script(rest: Sequence[str]) -> bool:
    return any(text.lower().endswith(".ps1") and not re.search(r"\s", text) for text in rest[:1])
