"""Press Archive: an archive whose unit is the press article."""

__version__ = "0.1.0"
