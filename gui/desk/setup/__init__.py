"""Setting the records up, with the recovery sheet."""
