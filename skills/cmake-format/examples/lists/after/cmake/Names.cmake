set(NAMES a b)
