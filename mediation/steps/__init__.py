"""The steps of a turn, one file each; mediation/pipeline.py gives their order."""
