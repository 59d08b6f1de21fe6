"""Acts that span rooms."""
