"""Names of the processing instructions that filters leave in a text for the steps after rendering. In: nothing. Out: names.

Values are escaped, so that no data can forge one.
"""

from __future__ import annotations

MERGE, ACROSS = "reportgen-merge", "reportgen-across"
# What is put in its place once everything is rendered, and where bold begins (1) and ends (0).
FIELD, BOLD = "reportgen-field", "reportgen-bold"
# Stands in the grid of a table whose columns a loop makes.
COLUMNS = "reportgen-columns"
