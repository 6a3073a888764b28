"""Search: words become a query, a query becomes hits."""
