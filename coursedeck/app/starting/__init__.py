"""A course begun: in an empty folder with a sample, in one that has Markdown with settings alone."""
