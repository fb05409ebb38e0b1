"""A course and what is asked of it: opened through the engine, the same way for every command."""
