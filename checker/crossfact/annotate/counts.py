from typing import Any
def find_counts(text: Any, *layers: Any) -> tuple[Any, ...]:
    return ()
