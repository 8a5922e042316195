from greet import greet


def test_greets_by_name(snapshot):
    assert greet("Ada") == snapshot


def test_says_goodbye():
    assert greet("Bob") == "Goodbye, Bob!"
