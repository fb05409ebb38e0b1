"""A build in pieces: what is known already is looked up, the rest is done, in several processes."""
