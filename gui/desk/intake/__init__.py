"""One intake: read, compared, exported, filled in."""
