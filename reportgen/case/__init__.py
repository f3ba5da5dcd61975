"""From files to a Case: read, parse, the names of its neighbours, and the JSON Schema that editors complete from."""

from .links import check_links
from .neighbours import everybody, neighbours_of
from .parse import parse
from .read import case_names, read
from .source import Source

__all__ = ["Source", "case_names", "check_links", "everybody", "neighbours_of", "parse", "read"]
