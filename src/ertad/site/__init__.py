"""What holds the rooms together: settings, addresses, home, errors, health and the command line."""
