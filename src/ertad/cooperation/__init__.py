"""Plan together: the calendar of common interest, offers and requests between institutions."""
