"""The waiting room: one patient after the other on a computer that nobody watches."""
