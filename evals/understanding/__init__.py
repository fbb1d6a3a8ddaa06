"""How well the dialogue layer tells the domain of a question, on sentences by others."""
