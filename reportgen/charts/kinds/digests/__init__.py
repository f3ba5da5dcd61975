"""The charts that the template of a year's digest may ask for. In: modules with `chart(digest, name, item)`. Out: nothing."""
