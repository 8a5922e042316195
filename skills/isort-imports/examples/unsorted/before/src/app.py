import sys
import json  # for the settings
from os import path, getenv
import argparse


def main():
    return json.dumps([sys.argv, path.sep, getenv("USER"), argparse.__name__])
