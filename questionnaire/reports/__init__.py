"""An assessment as one reader sees it: for a patient, for staff, as text."""
