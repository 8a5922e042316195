from greet import greet


def test_greets_by_name(snapshot):
    assert greet("Ada") == snapshot
