"""``python -m crossfact`` is the command ``crossfact``."""

from __future__ import annotations

from crossfact.cli import main

if __name__ == "__main__":
    main()
