"""Register of tenures."""

from __future__ import annotations

from collections.abc import Iterable

from crossfact.model import Tenure


class Register:
    def __init__(self, tenures: Iterable[Tenure] = ()) -> None:
        self.tenures = tuple(tenures)
