"""The forms with which teachers write questions: one module per interaction, found by name."""
