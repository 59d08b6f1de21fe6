"""Institutions, accounts, memberships and roles."""
