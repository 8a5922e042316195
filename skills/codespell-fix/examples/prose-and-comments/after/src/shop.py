"""Receive orders."""


def order(name):
    # the address comes later
    return name
