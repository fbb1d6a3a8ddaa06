"""Is what identifies a person hidden, and is nothing else?"""
