"""docxtpl's patching of tags. In: the XML of a part. Out: the same with its tags whole and {%p %}, {%tr %}, {%tc %} carried out.

The only module that imports docxtpl, and only for this: its rendering, saving and ids are not used.
"""

from __future__ import annotations

import re

from docxtpl import DocxTemplate

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
# docxtpl makes the curly quotes of a tag straight, also inside its strings, where they are text: those are hidden from it
# behind characters that no text holds.
_HIDDEN = str.maketrans("“”‘’", "\ufdd0\ufdd1\ufdd2\ufdd3")
_SHOWN = str.maketrans("\ufdd0\ufdd1\ufdd2\ufdd3", "“”‘’")
_OPENER = re.compile(r"\{[\{%][-+]?")


def shielded(text: str) -> str:
    """`text`, as long as it was, with the curly quotes in its tags' strings hidden; `numbered` brings them back."""
    return TAG.sub(lambda tag: _STRING.sub(lambda string: string[0].translate(_HIDDEN), tag[0]), text)


def patched(xml: str) -> str:
    """`xml` as Jinja can read it; tags that Word split over runs are joined."""
    return str(DocxTemplate("").patch_xml(xml))


def numbered(source: str) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
    """`source` with a line break inside each tag, the tags' texts, and the line on which each begins (from 1, ascending).

    White space inside a tag means nothing to Jinja, so that a line number of Jinja's names a tag.
    """
    out, tags, lines, last, line = [], [], [], 0, 1
    source = TAG.sub(lambda tag: tag[0].translate(_SHOWN).replace("&amp;", "&"), source)
    for match in TAG.finditer(source):
        opener = _OPENER.match(match[0])
        cut = match.start() + (len(opener[0]) if opener else 0)
        line += source.count("\n", last, cut) + 1
        out += [source[last:cut], "\n"]
        tags.append(match[0])
        lines.append(line)
        last = cut
    return "".join([*out, source[last:]]), tuple(tags), tuple(lines)
