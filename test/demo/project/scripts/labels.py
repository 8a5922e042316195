"""Prints the shelf labels."""

LABELS = {
    "creme-brulee": "Crème brûlée",
    "gateau": "Gâteau aux poires",
    "pate": "Pâté en croûte",
}


def label(key, cents):
    """One label: the name, and the price in euros."""
    return f"{LABELS[key]}: {cents / 100:.2f}"


if __name__ == "__main__":
    for key in LABELS:
        print(label(key, 320))
