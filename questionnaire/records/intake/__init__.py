"""From a person's answers to the store: each change is sealed, written here and brought there."""
