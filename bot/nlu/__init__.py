"""Components of ours that run inside Rasa, under Python 3.10."""
