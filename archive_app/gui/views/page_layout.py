"""Where the pages of a scroll stand: one under the other, centred, all at one width."""

from bisect import bisect_right
from dataclasses import dataclass, field

DEFAULT_RATIO = 1.4142
"""Height to width of a page not yet seen (A4); the first page seen gives its own to the others."""
GAP = 16
SMALLEST, LARGEST = 0.25, 6.0
"""Limits of the zoom, as page width to the width at which it fits."""


@dataclass(frozen=True, slots=True)
class PagePlace:
    """One page's rectangle in the scroll, in logical pixels."""

    page: int
    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def fraction(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the scroll as fractions of this page."""
        return (x - self.x) / self.width, (y - self.y) / self.height


@dataclass(slots=True)
class PageLayout:
    """The places of `count` pages for a viewport `viewport` pixels wide."""

    count: int
    viewport: float = 600
    zoom: float = 1.0
    ratios: dict[int, float] = field(default_factory=dict)
    _tops: list[float] = field(default_factory=list)
    _settled: tuple[object, ...] = ()

    @property
    def page_width(self) -> float:
        return max(80.0, (self.viewport - 2 * GAP) * self.zoom)

    @property
    def width(self) -> float:
        return max(self.viewport, self.page_width + 2 * GAP)

    @property
    def height(self) -> float:
        self._settle()
        return self._tops[-1]

    def ratio(self, page: int) -> float:
        """Return height to width of a page, guessed from the others while it has not been seen."""
        known = self.ratios.get(page)
        if known is not None:
            return known
        return next(iter(self.ratios.values()), DEFAULT_RATIO)

    def place(self, page: int) -> PagePlace:
        self._settle()
        x = (self.width - self.page_width) / 2
        return PagePlace(page, x, self._tops[page], self.page_width, self.page_width * self.ratio(page))

    def visible(self, top: float, height: float) -> range:
        """Return the pages that lie within the window `top` to `top + height` of the scroll."""
        if not self.count:
            return range(0)
        return range(self.page_at(top), self.page_at(top + height) + 1)

    def page_at(self, y: float) -> int:
        """Return the page at a height of the scroll; a gap belongs to the page above it."""
        self._settle()
        return min(max(bisect_right(self._tops, y) - 1, 0), max(self.count - 1, 0))

    def learn(self, page: int, ratio: float) -> bool:
        """Keep the real shape of a page; True when places moved."""
        if ratio <= 0 or abs(self.ratio(page) - ratio) < 1e-3:
            self.ratios.setdefault(page, ratio if ratio > 0 else DEFAULT_RATIO)
            return False
        self.ratios[page] = ratio
        return True

    def _settle(self) -> None:
        state = (self.count, self.viewport, self.zoom, tuple(self.ratios.items()))
        if state == self._settled:
            return
        tops, y = [], float(GAP)
        for page in range(self.count):
            tops.append(y)
            y += self.page_width * self.ratio(page) + GAP
        self._tops, self._settled = [*tops, y], state


def clamp_zoom(zoom: float) -> float:
    return min(LARGEST, max(SMALLEST, zoom))
