"""From a session's file to placed slides and their minutes: load, localize, plan, fit, schedule."""
