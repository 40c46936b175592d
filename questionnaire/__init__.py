"""What is asked and what it means: pure Python, no Qt, usable without a screen."""

__version__ = "0.1.0"
