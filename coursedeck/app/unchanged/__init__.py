"""A build in which nothing has changed, answered without loading what builds.

    a build that found everything as it should be ─recording→ output/.cache/unchanged ─replay→ the same answer

`recording` notes what such a build has looked at and what it said. `replay` gives that answer again for as long as each
of these files is the very one that it was then; it imports nothing but the standard library's smallest modules.
"""
