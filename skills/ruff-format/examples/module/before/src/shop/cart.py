def total(prices,tax=0.19):
  """Sum with tax."""
  return sum(prices)*(1+tax)

NAMES = [ "a","b" ]
