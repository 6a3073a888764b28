"""Commands: everything that a menu, a key or the palette can start."""
