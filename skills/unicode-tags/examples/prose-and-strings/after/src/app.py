"""Shows é."""
NAME = "Café"
KEPT = "[U+ZZ]"
