"""Endurance: claims raced by many processes, messages under cuts and kills, a crowd at the desk."""
