"""Where messages, list items and sections stand in a content file, and the file with edits in it."""
