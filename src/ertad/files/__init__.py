"""Spreadsheets in and out; whatever comes in is checked, whatever goes out is safe to open."""
