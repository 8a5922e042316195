# -*- coding: utf-8 -*-
X = 1
