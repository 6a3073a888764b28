"""The table view in its parts."""
