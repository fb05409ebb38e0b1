"""What every wing stands on: files, the cache, programs, XML, SVG, text, Markdown and the look of slides."""
