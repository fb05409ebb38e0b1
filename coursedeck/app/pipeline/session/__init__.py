"""One session in one language: everything in its place, then the bytes of its files."""
