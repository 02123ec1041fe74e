"""What is asked of a page of CJK text: the figures that a check holds pages to, each with its reason."""

FLUSH = 0.02
"""A full line ends this near to the measure, in em: nobody sees a fifth of a point."""
NEARLY_FLUSH = 0.05
"""No full line may be farther from it: half a point begins to show at the edge of a column."""
FLUSH_SHARE = 0.97

LOOSE = 0.05
"""Most extra space between two ideographs, in em. CLREQ 3.2.5 opens marks and Han–Latin gaps first; more shows as a grey line."""
TIGHT = -0.02
"""Ideographs are solid: less than their em is a fault of rounding at most."""

APART = 0.75
"""In a line that nothing stretches, so much space, in em, parts two things, as a date and a source."""

SQUEEZED = 1.5
"""Two adjacent full-width marks take no more than this, in em (CLREQ 3.1.6.1, JLREQ 3.1.4)."""
ROUNDING = 0.02

LEAST_GAP, MOST_GAP = 1 / 8, 1 / 2
"""Between Han and Latin stands a quarter of an em, which line adjustment may take to these (CLREQ 3.2.2, JLREQ 3.2.6)."""

OVERFULL = 0.02
DASH_INK = 0.8
"""Least ink of a dash, as a share of its advance."""
DOT = 0.1
"""By how much the space of a middle dot between ideographs may be more than an em where a line is stretched."""
LEAST_DOT = 0.5
"""What is left of it where a line shrinks: a quarter of an em may go on either side (CLREQ 3.2.2)."""

GRID = 0.1
"""How far a baseline may be off the grid, in points (CLREQ 2.4.1): twice that shows where lines back each other."""

BLEED = 3.0
"""What stands beyond the trim on every side, in mm, so that a cut that is a little off shows no paper: what printers usually ask."""
BLEED_ROUNDING = 0.02

INK = 300
"""Most ink on one place, in percent: what a coated sheet carries in offset (FOGRA39, ISO 12647-2 for paper types 1 and 2)."""
INK_BY_CONDITION = {"FOGRA39": 300, "FOGRA51": 300, "IFRA26": 240, "IFRA30": 240}
"""… for the printing conditions whose limit is published: newsprint carries 240 (ISO 12647-3)."""
INK_ROUNDING = 0.5
INK_SPECKS = 0.001
"""Share of an image's pixels that may be above: edges of a compressed picture, which no film of ink notices."""

CONTONE_PPI = 150
"""A photograph needs twice the screen's frequency, 300 at 150 lines an inch; below half of that, pixels show."""
BITMAP_PPI = 600
"""A picture of black and white has no tones to smooth its steps: below this they show."""
