"""From files to a Case: read, parse, and the JSON Schema that editors complete from."""

from .links import check_links
from .parse import parse
from .read import case_names, read
from .source import Source

__all__ = ["Source", "case_names", "check_links", "parse", "read"]
