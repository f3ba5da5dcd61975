"""The page check and pictures of pages. In: the PDF of a report. Out: diagnostics; pictures.

`check.check_pages` looks at the pages, `pictures` draws them. Both load PDFium, so import them where they are used.
"""
