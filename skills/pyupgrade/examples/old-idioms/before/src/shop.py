# -*- coding: utf-8 -*-
from __future__ import unicode_literals


class Shop(object):
    def __init__(self):
        super(Shop, self).__init__()
        self.tags = set(["a", "b"])

    def label(self):
        return "{0} tags".format(len(self.tags))
