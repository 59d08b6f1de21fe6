"""What each institution gets back: its profile, a leaflet, a table for the council. -> People."""
