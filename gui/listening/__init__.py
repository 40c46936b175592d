"""A page read aloud by the computer's own voice."""
