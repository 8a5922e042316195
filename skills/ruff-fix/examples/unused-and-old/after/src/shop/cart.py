import sys


def total(prices: list[int]) -> int:
    print("total", file=sys.stderr)
    return sum(prices)
