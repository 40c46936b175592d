"""From a person's answers to the store: each change is encrypted, written here and forwarded."""
