"""Collecting: rounds, workbooks, submissions, checks, matching, review and publishing."""
