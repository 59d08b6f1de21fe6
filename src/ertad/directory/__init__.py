"""The directory: programmes, services, places and hours; searching and showing them."""
