"""Recieve orders."""


def order(name):
    # the adress comes later
    return name
