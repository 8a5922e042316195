"""Shows [U+00E9]."""
NAME = "Caf[U+00E9]"
KEPT = "[U+ZZ]"
