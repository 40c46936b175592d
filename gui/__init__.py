"""What a person sees and touches; no clinical rule lives here."""
