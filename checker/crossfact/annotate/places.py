from typing import Any
def find_places(text: Any, *layers: Any) -> tuple[Any, ...]:
    return ()
