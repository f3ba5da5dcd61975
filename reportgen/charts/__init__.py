"""Charts: one spec, two forms.

In: a Report, or the Digest of a year. Out: Charts, from which a template takes what it wants by name: an editable Word chart or a
picture, or nothing where there is nothing to show. `kinds` holds the charts, one file each.
"""

from .chart import Chart, Charts
from .kinds import NAMES, OF_DIGESTS, OF_REPORTS, UnknownChart, build

__all__ = ["NAMES", "OF_DIGESTS", "OF_REPORTS", "Chart", "Charts", "UnknownChart", "build"]
