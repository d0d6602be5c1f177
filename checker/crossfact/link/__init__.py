"""From articles to facts: which articles tell of one happening, which mentions are one event, which claims are one fact."""
