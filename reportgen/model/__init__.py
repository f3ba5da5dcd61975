"""Every type that travels along the line; imports nothing else of the project."""
