"""The stored format: the rows of a store, and what is sealed of an intake."""
