"""The digest of a fiscal year: one page that says where everything stands, and a workbook with everything.

In: YearRecords. Out: a Digest, all that the template of the Word file may say; and the workbook as bytes. Nothing is read or written.
"""

from .digest import digest
from .workbook import workbook

__all__ = ["digest", "workbook"]
