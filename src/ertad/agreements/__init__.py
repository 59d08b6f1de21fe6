"""Agreements between institutions, and the pathways that work while they are in force."""
