CITIES = ["Köln", "São Paulo"]
