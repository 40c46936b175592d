"""Every intake that came in."""
