"""Checks of one family: Words and typed figures. In: a Subject. Out: findings."""
