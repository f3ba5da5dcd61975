"""Checks of one family: Money. In: a Subject. Out: findings."""
