"""Model files: what would happen if they were loaded, found without loading them.

``ModelDetector`` (detector.py) is the way in. machine.py reads pickles' opcodes, imports.py judges what they import,
pickles.py follows them into pickles within; zips.py, keras.py, templates.py and tensors.py know the other forms.
Nothing is ever unpickled, unmarshalled or imported.
"""

from __future__ import annotations

from server.detection.models.detector import ModelDetector

__all__ = ["ModelDetector"]
