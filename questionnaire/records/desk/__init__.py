"""What staff do with the records: unlock, read, export, back up, delete, set up and share them."""
