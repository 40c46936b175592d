"""Who can open what was entered: age, the clinic's keys, passphrases, and the sheet for the worst case."""
