"""Where a container command names its image, and which options stand before it (docker run, podman run)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from server.detection.agents.nodes import Scalar
from server.detection.agents.terms import terms

ENGINES: Final = frozenset({"docker", "nerdctl", "podman"})
# Options of docker run and podman run that take no value; all others do.
_BARE: Final = terms(
    """
    -d --detach --disable-content-trust --help --init -i --interactive --no-healthcheck --oom-kill-disable
    --privileged -P --publish-all -q --quiet --read-only --rm --sig-proxy -t --tty --env-host --http-proxy
    --no-hosts --no-hostname --replace --rmi --tls-verify --use-api-socket -it -ti -di -dit -itd -dt
    """
)
_GLOBAL_VALUES: Final = terms(
    """
    -c --context -H --host --config -l --log-level --connection --url --namespace -n
    """
)


def run_words(words: Sequence[Scalar]) -> Sequence[Scalar]:
    """Return what follows ``run`` (or ``container run``, ``create``); nothing for other commands."""
    index = 0
    while index < len(words):
        word = words[index].text
        if word in {"run", "create"}:
            return words[index + 1 :]
        if word.startswith("-"):
            index += 2 if word in _GLOBAL_VALUES else 1
        elif word == "container":
            index += 1
        else:
            return ()
    return ()


def options(words: Sequence[Scalar]) -> Iterator[tuple[str, str, Scalar]]:
    """Yield each option of ``run`` with its value and where that stands, then ("", image, its place)."""
    run = run_words(words)
    index = 0
    while index < len(run):
        word = run[index]
        text = word.text
        if not text.startswith("-"):
            yield "", text, word
            return
        name, sign, value = text.partition("=")
        if sign or name in _BARE or _is_cluster(name):
            yield name, value, word
        elif not name.startswith("--") and len(name) > 2:  # noqa: PLR2004 - a letter and its value in one word: -v/:/host
            yield name[:2], name[2:], word
        elif index + 1 < len(run):
            index += 1
            yield name, run[index].text, run[index]
        index += 1


def _is_cluster(name: str) -> bool:
    return not name.startswith("--") and len(name) > 1 and set(name[1:]) <= set("ditP")


def image_of(words: Sequence[Scalar]) -> Scalar | None:
    """Return where the image is named, None where none is run."""
    return next((place for name, _, place in options(words) if not name), None)
