"""The menu."""

DRINKS = ["café crème", "thé", "pêche melba"]


def greet():
    return "Voilà, c'est prêt"
