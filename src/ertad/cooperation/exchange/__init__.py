"""Offers and requests between institutions: from which state to which, and who may."""
