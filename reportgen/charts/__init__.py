"""Charts: one spec, two forms.

In: a Report. Out: Charts, from which a template takes what it wants by name: an editable Word chart or a picture, or nothing where the
case has nothing to show. `kinds` holds the charts, one file each.
"""

from .chart import Chart, Charts
from .kinds import NAMES, UnknownChart, build

__all__ = ["NAMES", "Chart", "Charts", "UnknownChart", "build"]
