"""What can be wrong with a model's file.

critical: loading it runs code or commands; high: it reaches files or the network, or has code that its loader runs;
medium: it asks for what nobody knows, or is made so that scanners and loaders read it differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from server.detection.model import Rule

if TYPE_CHECKING:
    from server.detection.model import Severity

CATEGORY: Final = "unsafe_model"

_SAFE_FORM: Final = "Ask its author for the weights as safetensors, which hold no code."
_DO_NOT_LOAD: Final = f"Do not load the file, and look at the machines that did. {_SAFE_FORM}"
_PICKLE: Final = "https://docs.python.org/3/library/pickle.html (its warning)"


def _rule(kind: str, title: str, severity: Severity, source: str, advice: str = _DO_NOT_LOAD) -> Rule:
    return Rule(
        rule_id=f"model.{kind}", category=CATEGORY, title=title, severity=severity, remediation=advice, source=source
    )


EXECUTION: Final = _rule("pickle_execution", "Pickle that runs code when it is loaded", "critical", _PICKLE)
ACCESS: Final = _rule("pickle_access", "Pickle that reaches files or the network", "high", _PICKLE)
UNKNOWN: Final = _rule(
    "pickle_unknown_call",
    "Pickle that calls an unknown function",
    "medium",
    _PICKLE,
    f"Find out what the named function does before the file is loaded. {_SAFE_FORM}",
)
KERAS_LAMBDA: Final = _rule(
    "keras_lambda",
    "Keras layer with code of its own",
    "high",
    "https://keras.io/api/layers/core_layers/lambda/ (its warning)",
)
KERAS_IMPORT: Final = _rule(
    "keras_import", "Keras configuration that names a dangerous function", "critical", "CVE-2025-1550 (NVD)"
)
TEMPLATE: Final = _rule(
    "template_injection",
    "Chat template that reaches into Python",
    "critical",
    "CVE-2024-34359 (NVD): templates of GGUF files rendered without a sandbox",
    "Do not load the model, and replace its chat template; render templates in Jinja's sandbox only.",
)
TENSORFLOW: Final = _rule(
    "tensorflow_operator",
    "TensorFlow graph that reads or writes files or calls Python",
    "high",
    "https://github.com/tensorflow/tensorflow/blob/master/SECURITY.md",
)
EXTERNAL_DATA: Final = _rule(
    "external_data_path",
    "ONNX tensor outside the model's folder",
    "high",
    "CVE-2024-27318, CVE-2022-25882 (NVD): external data is read from any path",
    "Do not load the model; external data must lie beside it.",
)
SAFETENSORS: Final = _rule(
    "invalid_safetensors",
    "Safetensors file that does not keep to its format",
    "medium",
    "https://github.com/huggingface/safetensors (format)",
    "Do not load the file with anything but the safetensors library, which refuses it, and fetch it again.",
)
TAMPERED: Final = _rule(
    "tampered_archive",
    "Model archive that scanners and loaders read differently",
    "medium",
    "https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.7, 4.3.12)",
)
DISGUISED: Final = _rule(
    "disguised_archive",
    "Model in an archive form that its loader does not read",
    "medium",
    "https://www.reversinglabs.com/blog/rl-identifies-malware-ml-model-hosted-on-hugging-face",
)

RULES: Final = (
    EXECUTION, ACCESS, UNKNOWN, KERAS_LAMBDA, KERAS_IMPORT, TEMPLATE, TENSORFLOW, EXTERNAL_DATA, SAFETENSORS, TAMPERED,
    DISGUISED,
)  # fmt: skip
