"""The pages of names in their parts."""
