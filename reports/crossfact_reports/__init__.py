"""Report formats, one module each; the engine finds them by entry point."""
