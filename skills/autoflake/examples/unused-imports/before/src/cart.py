import os
import re
from json import dumps, loads


def read(text):
    count = 3
    return loads(text), os.sep
