"""What a clinician signs off: every question, statement, rule, example and source, and what comes back."""
