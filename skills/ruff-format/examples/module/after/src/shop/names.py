NAMES = ('a', 'b')
