"""The printed report, and saving and printing it."""
