"""Other forms of a finished report: PDF, HTML, Markdown. In: a Word file. Out: bytes, or text."""
