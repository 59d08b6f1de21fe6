"""Audit trail and revisions: what was done, by whom, and what each record was before and after."""
