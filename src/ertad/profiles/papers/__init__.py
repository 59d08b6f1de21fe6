"""Papers of this room: templates of PDF and Word, and what fills them."""
