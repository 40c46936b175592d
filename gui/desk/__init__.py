"""The front desk: what came in, for staff who have unlocked it."""
