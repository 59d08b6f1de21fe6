"""Ertad: one directory of services for young people and people on probation."""
