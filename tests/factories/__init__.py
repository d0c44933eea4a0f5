"""One `make` for every kind of row: the rooms' own functions, found here by name.

A room's part is `tests/factories/<room>.py`; each public function in it takes `make` first and keyword fields after
it, fills in realistic defaults, and becomes a method: `make.person(name="Asha Rao")`.
"""

import importlib
import pkgutil
from collections.abc import Callable
from functools import partial
from inspect import getmembers, isfunction
from typing import Any

Factory = Callable[..., Any]


class Make:
    """Every factory as a method; `next()` numbers what has to be unique."""

    def __init__(self) -> None:
        self._count = 0
        self._factories = _found()

    def next(self) -> int:
        """1, then 2, and so on, afresh in each test."""
        self._count += 1
        return self._count

    def __getattr__(self, name: str) -> Factory:
        factories = self.__dict__["_factories"]
        if name not in factories:
            raise AttributeError(f"no file in tests/factories has a function called {name}")
        return partial(factories[name], self)


def _found() -> dict[str, Factory]:
    found: dict[str, Factory] = {}
    for module in pkgutil.iter_modules(__path__):
        file = importlib.import_module(f"{__name__}.{module.name}")
        for name, function in getmembers(file, isfunction):
            if function.__module__ != file.__name__ or name.startswith("_"):
                continue
            if name in found:
                raise ValueError(f"two files in tests/factories have a function called {name}")
            found[name] = function
    return found
