"""Checks of one family: Surveys. In: a Subject. Out: findings."""
