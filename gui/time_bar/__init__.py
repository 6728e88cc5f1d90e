"""Time: the record of the run, and the bar that goes back in it."""
