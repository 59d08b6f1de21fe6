"""Spreadsheets: `reading` and `tables` bring rows in, `values` reads cells, `writing` sends out."""
