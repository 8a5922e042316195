import sys
import os
from typing import List


def total(prices: List[int]) -> int:
    print(f"total", file=sys.stderr)
    return sum(prices)
