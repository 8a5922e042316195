import os

NAME = "hello"
