"""What the detectors are worth, measured: ``make eval`` (``python -m eval``) prints the table of the goals.

Each category is one module here with a function ``rows() -> list[Row]`` (model.py); ``__main__`` finds them by that.
data.py reads the data, which is no part of the project; subject.py holds the engine as the product runs it. Peers are
measured side by side in the same run where they are installed (dependency group ``eval``).
"""
