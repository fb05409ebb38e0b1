"""Foundations that every wing uses: files, cache, programs, XML, SVG, text, Markdown and the look of slides."""
