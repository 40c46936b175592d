"""The body that people touch, and the picture of people."""
