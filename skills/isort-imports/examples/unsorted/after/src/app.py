import argparse
import json  # for the settings
import sys
from os import getenv, path


def main():
    return json.dumps([sys.argv, path.sep, getenv("USER"), argparse.__name__])
