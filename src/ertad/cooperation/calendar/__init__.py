"""The calendar: what is read of it, narrowed by filters, as a list of days, a month, or a feed."""
