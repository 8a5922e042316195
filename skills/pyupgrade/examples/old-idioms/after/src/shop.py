class Shop:
    def __init__(self):
        super().__init__()
        self.tags = {"a", "b"}

    def label(self):
        return "{} tags".format(len(self.tags))
