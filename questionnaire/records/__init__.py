"""The clinic's records: encrypted intakes, kept once the clinic has set records up; no Qt."""
