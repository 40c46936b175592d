"""The stored format: the rows of a store, and what is encrypted of an intake."""
