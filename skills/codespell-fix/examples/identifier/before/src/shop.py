def recieve(order):
    return order
