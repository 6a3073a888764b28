"""The fields of the search language, one a file; each module here holds one `operator`."""

import importlib
import pkgutil
from functools import cache

from archive_app.search.operators.base import Operator


@cache
def operators() -> dict[str, Operator]:
    """Return every operator under each of its names."""
    found: dict[str, Operator] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        operator = getattr(importlib.import_module(f"{__name__}.{module.name}"), "operator", None)
        if isinstance(operator, Operator):
            for name in operator.names:
                if name in found:
                    raise ValueError(f"Two operators are called '{name}'.")
                found[name] = operator
    return found
