"""The Word stage. In: a Word template and what it may say. Out: the bytes of a .docx, and what was wrong on the way.

`template.open_template` opens and compiles, `render.render` fills in, `gate.gate` looks at what came out.
"""
