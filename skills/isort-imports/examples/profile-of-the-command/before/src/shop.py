from collections import OrderedDict, defaultdict, namedtuple, deque, Counter, ChainMap
import abc

print(abc, OrderedDict, defaultdict, namedtuple, deque, Counter, ChainMap)
