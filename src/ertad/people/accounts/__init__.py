"""Accounts: links that are keys, the second step, sessions, passwords."""
