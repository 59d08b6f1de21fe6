"""Regions, municipalities, their outlines, and how far one point is from another."""
