"""Item models: lists and trees as Qt wants them."""
