"""The queue of the desk: places, what each mediator sees of it, moves and the watch."""
