"""The clinic's records: sealed intakes, kept from the moment the clinic sets them up; no Qt."""
