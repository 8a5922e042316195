from typing import Optional


def first(names: "list[str]") -> Optional[str]:
    return names[0] if names else None


KIND = set(("a", "b"))
