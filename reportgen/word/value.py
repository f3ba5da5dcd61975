"""What the context of a template may hold. In: nothing. Out: its type."""

from __future__ import annotations

from typing import Any

# Anything: a template asks for it by name.
Value = Any
