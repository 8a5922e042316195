# -*- coding: utf-8 -*-
"""Greets people."""


def greet(name):
    return f"Hello, {name}"
