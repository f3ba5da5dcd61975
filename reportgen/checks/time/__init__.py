"""Checks of one family: Dates in order. In: a Subject. Out: findings."""
