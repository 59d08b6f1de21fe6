"""Lists in the institution's own shape: which column is what, and their rows as the workbook's.

`mapping` is the form of what somebody said about a list, `mapping_file` reads and writes it as
YAML, `guessing` proposes one, `received` brings the tables together and hands them to staging as if
they had come in a workbook.
"""
