"""Index libraries, each behind the contract of `search/engine.py`."""
