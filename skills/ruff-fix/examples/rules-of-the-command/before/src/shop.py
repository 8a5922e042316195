import sys
import os

print(os.name, sys.platform)
