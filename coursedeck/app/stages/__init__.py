"""The stages joined: what a course, a figure and a session need of several of them, from files to finished outputs."""
