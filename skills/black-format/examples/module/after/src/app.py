"""Greets people."""

import os


def greet(name, greeting="Hello"):
    # who is greeted
    return "%s, %s" % (greeting, name)


print(greet(os.environ["USER"]))
