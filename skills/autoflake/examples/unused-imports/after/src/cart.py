import os
from json import loads


def read(text):
    return loads(text), os.sep
