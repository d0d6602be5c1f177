"""``python -m crossfact`` is the command ``crossfact``."""

from crossfact.cli import main

main()
