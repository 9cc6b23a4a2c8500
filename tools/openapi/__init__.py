"""Writes the OpenAPI 3.1 document out of a descriptor set; all it says is declared in `proto/`.

contract -> schemas (with rules) -> operations (with responses) -> document.
"""
