"""The waiting room: one patient after another on an unattended computer."""
