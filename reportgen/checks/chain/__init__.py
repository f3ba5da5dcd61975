"""Checks of one family: Deductions, problems, recommendations. In: a Subject. Out: findings."""
