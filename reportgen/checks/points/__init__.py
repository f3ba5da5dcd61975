"""Checks of one family: Points and scores. In: a Subject. Out: findings."""
