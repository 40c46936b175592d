"""The wizard, its pages, and the result on screen."""
