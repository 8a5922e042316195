"""Less."""

REBATE = 2
