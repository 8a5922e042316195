import os


def greet():
    return helo("world")
