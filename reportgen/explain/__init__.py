"""The documentation of diagnostics, a page for each code: what it means, why it matters, an example, how to mend it.

In: a code, and the pages of rules that bring their own. Out: an Explanation, its text for a terminal, the list of all codes.
The pages are codes/*.md, written for those who meet the code: analysts, and editors of templates.
"""

from .layout import explanation_text, list_text
from .pages import Explanation, UnknownCode, look_up, pages

__all__ = ["Explanation", "UnknownCode", "explanation_text", "list_text", "look_up", "pages"]
