"""Checks of one family: Names and citations. In: a Subject. Out: findings."""
