# -*- coding: utf-8 -*-
CITIES = ["Köln", "São Paulo"]
