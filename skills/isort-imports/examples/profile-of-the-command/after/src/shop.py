import abc
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

print(abc, OrderedDict, defaultdict, namedtuple, deque, Counter, ChainMap)
