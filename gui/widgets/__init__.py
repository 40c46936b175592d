"""What every window is made of: page frame, forms, choices, labels, dialogs, theme."""
