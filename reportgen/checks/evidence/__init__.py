"""Checks of one family: Evidence against scores. In: a Subject. Out: findings."""
