import sys
import json

print(json.dumps(sys.path))
