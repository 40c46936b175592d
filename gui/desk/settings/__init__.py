"""The clinic's settings and the keyholders."""
