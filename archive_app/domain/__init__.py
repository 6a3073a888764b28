"""What the archive is about: frozen records and pure functions, standard library only."""
