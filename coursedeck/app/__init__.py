"""The roof: the commands, the console, the server, and the order in which the wings work."""
