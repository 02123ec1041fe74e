"""Draw the pictures of `data/samples/images/`: `python tools/make_sample_images.py [FOLDER]`.

All are drawn from shapes alone, without letters, and every random number is seeded, so that the same Pillow makes the
same bytes. Coordinates are in units of the finished picture; everything is drawn `SCALE` times larger and reduced,
because Pillow's own shapes have no smooth edges.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SCALE = 3
Colour = tuple[int, int, int]
Point = tuple[float, float]

INK: Colour = (38, 52, 60)
PAPER: Colour = (247, 243, 234)
VERMILION: Colour = (178, 48, 38)
TEAL: Colour = (46, 108, 116)


class Sheet:
    """A drawing surface that takes finished-picture units and is enlarged inside."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self.draw = ImageDraw.Draw(self.image)

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def box(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        self.draw.rectangle((x * SCALE, y * SCALE, (x + width) * SCALE - 1, (y + height) * SCALE - 1), fill=fill)

    def rounded(self, x: float, y: float, size: Point, radius: float, fill: Colour) -> None:
        corners = (x * SCALE, y * SCALE, (x + size[0]) * SCALE, (y + size[1]) * SCALE)
        self.draw.rounded_rectangle(corners, radius * SCALE, fill=fill)

    def ellipse(self, x: float, y: float, radius: Point, fill: Colour) -> None:
        across, down = radius
        self.draw.ellipse(tuple(v * SCALE for v in (x - across, y - down, x + across, y + down)), fill=fill)

    def line(self, points: Sequence[Point], width: float, fill: Colour) -> None:
        self.draw.line(
            [(x * SCALE, y * SCALE) for x, y in points], fill=fill, width=round(width * SCALE), joint="curve"
        )

    def gradient(self, top: float, bottom: float, start: Colour, end: Colour) -> None:
        """Fill the whole width between two heights with a vertical run from one colour to another."""
        first, last = round(top * SCALE), round(bottom * SCALE)
        for row in range(first, last):
            self.draw.line(
                [(0, row), (self.image.width, row)], fill=mixed(start, end, (row - first) / max(1, last - first))
            )

    def reduced(self) -> Image.Image:
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """The colour `share` (0 to 1) of the way from one to the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def grained(image: Image.Image, strength: int, seed: int) -> Image.Image:
    """The image with a paper-like grain of at most `strength` levels."""
    dice = random.Random(seed)
    half = bytes(dice.randrange(128 - strength, 129 + strength) for _ in range(image.width * image.height // 4))
    grain = Image.frombytes("L", (image.width // 2, image.height // 2), half).resize(
        image.size, Image.Resampling.BICUBIC
    )
    return ImageChops.add(image, Image.merge("RGB", (grain, grain, grain)), offset=-128)


# --- a water town at daybreak ----------------------------------------------------------------------------------

WATER = 470.0
"""Height of the water line of the town picture."""


def hills(sheet: Sheet, base: float, height: float, phase: float, fill: Colour) -> None:
    """A range of hills: three sine waves of different length added."""
    ridge = [
        (
            float(x),
            base
            - height
            * (
                0.55
                + 0.28 * math.sin(x / 170 + phase)
                + 0.13 * math.sin(x / 61 + phase * 2.3)
                + 0.04 * math.sin(x / 19 + phase * 5)
            ),
        )
        for x in range(0, sheet.width + 4, 4)
    ]
    sheet.polygon([(0, WATER), *ridge, (sheet.width, WATER)], fill)


def house(sheet: Sheet, x: float, width: float, height: float, lit: bool) -> None:
    """A whitewashed house seen from the water: stepped gable roof, wooden windows, a stone foot."""
    top = WATER - height
    sheet.box(x, top, width, height, (238, 233, 222))
    sheet.box(x + width * 0.86, top, width * 0.14, height, (219, 213, 201))
    eaves = 11.0
    sheet.polygon(
        [(x - eaves, top + 5), (x + 7, top - 27), (x + width - 7, top - 27), (x + width + eaves, top + 5)], (62, 72, 78)
    )
    sheet.box(x + 3, top - 32, width - 6, 7, (44, 53, 59))
    for tile in range(int(width // 11)):
        sheet.line([(x + 9 + tile * 11, top - 24), (x + 5 + tile * 11.2, top + 4)], 1.4, (84, 94, 99))
    sheet.box(x, WATER - 16, width, 16, (150, 148, 140))
    pane: Colour = (233, 178, 92) if lit else (104, 84, 66)
    for storey in range(max(1, int(height // 70))):
        for column in range(max(1, int(width // 46))):
            left, upper = x + 14 + column * 44, top + 24 + storey * 62
            sheet.box(left, upper, 24, 30, (84, 64, 50))
            sheet.box(left + 3, upper + 3, 8, 24, pane)
            sheet.box(left + 13, upper + 3, 8, 24, pane)


def bridge(sheet: Sheet, centre: float, half: float, rise: float) -> None:
    """A humpbacked stone bridge with one large arch and two small ones; through the arches the far water shows."""
    stone, edge, far = (176, 170, 158), (128, 124, 116), (196, 205, 201)
    deck = [(centre + half * t / 40, WATER - 18 - rise * math.cos(math.pi * t / 80) ** 1.5) for t in range(-40, 41)]
    sheet.polygon([(centre - half, WATER), *deck, (centre + half, WATER)], stone)
    for offset, radius in ((0.0, half * 0.33), (-half * 0.58, half * 0.15), (half * 0.58, half * 0.15)):
        sheet.ellipse(centre + offset, WATER, (radius + 7, radius + 7), edge)
        sheet.ellipse(centre + offset, WATER, (radius, radius), far)
    sheet.line(deck, 8, (202, 197, 186))
    sheet.line([(x, y - 17) for x, y in deck], 4, edge)
    for x, y in deck[::4]:
        sheet.box(x - 3, y - 24, 6, 26, edge)


def willow(sheet: Sheet, x: float, height: float, seed: int) -> None:
    """A willow of hanging strands."""
    dice = random.Random(seed)
    crown = WATER - height
    sheet.line([(x, WATER), (x + 5, WATER - height * 0.4), (x - 1, WATER - height * 0.75), (x, crown)], 8, (70, 62, 52))
    for strand in range(64):
        reach, fall = dice.uniform(-62, 62), dice.uniform(0.45, 0.82) * height
        # Each strand rises from the crown, bends over and hangs.
        bend = [
            (
                x + reach * (1 - (1 - t / 12) ** 2.6),
                crown - 26 * math.sin(math.pi * min(1, t / 7)) + fall * (t / 12) ** 2,
            )
            for t in range(13)
        ]
        sheet.line(bend, 2.0, mixed((84, 116, 80), (158, 176, 108), strand / 64))


def boat(sheet: Sheet, x: float, y: float) -> None:
    """A covered boat with its pole."""
    sheet.ellipse(x + 70, y + 27, (104, 7), (104, 132, 136))
    sheet.polygon([(x - 34, y - 6), (x + 176, y - 8), (x + 146, y + 22), (x + 4, y + 22)], (58, 46, 40))
    sheet.line([(x - 34, y - 6), (x + 176, y - 8)], 4, (128, 98, 70))
    sheet.polygon(
        [(x + 36, y - 6), (x + 40, y - 30), (x + 58, y - 42), (x + 102, y - 42), (x + 120, y - 30), (x + 124, y - 6)],
        (96, 80, 62),
    )
    for rib in range(4):
        sheet.line([(x + 52 + rib * 18, y - 39), (x + 52 + rib * 18, y - 7)], 2, (66, 54, 44))
    sheet.line([(x + 150, y - 92), (x + 184, y + 34)], 3.4, (110, 88, 62))
    sheet.ellipse(x + 148, y - 50, (6.5, 7.5), (54, 50, 48))
    sheet.polygon([(x + 130, y - 52), (x + 166, y - 52), (x + 148, y - 68)], (150, 122, 84))
    sheet.polygon([(x + 139, y - 44), (x + 158, y - 44), (x + 162, y - 7), (x + 137, y - 7)], (60, 82, 94))


def mirrored(image: Image.Image, line: int) -> Image.Image:
    """The image with what stands above `line` reflected below it, darker, tinted and broken by ripples."""
    depth = image.height - line
    still = image.crop((0, line - depth, image.width, line)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    still = still.filter(ImageFilter.GaussianBlur(2.2 * SCALE))
    water = Image.new("RGB", still.size, (124, 154, 158))
    still = Image.blend(still, water, 0.42)
    result = image.copy()
    for row in range(0, depth, SCALE):
        # The farther from the bank, the wider the ripples throw the picture to the sides.
        shift = round(SCALE * (1 + row / depth * 9) * math.sin(row / SCALE / (3.2 + 9 * row / depth)))
        strip = still.crop((0, row, image.width, min(row + SCALE, depth)))
        result.paste(strip, (0, line + row))
        result.paste(strip, (shift, line + row))
    return result


def town() -> Image.Image:
    """Daybreak over a water town: hills, houses, a bridge, the river below."""
    sheet = Sheet(1200, 750, PAPER)
    sheet.gradient(0, WATER, (176, 200, 204), (249, 228, 198))
    sheet.ellipse(846, 236, (66, 66), (250, 238, 208))
    sheet.ellipse(846, 236, (52, 52), (240, 148, 92))
    for base, height, phase, fill in (
        (400, 230, 0.6, (190, 203, 200)),
        (440, 200, 2.9, (158, 180, 180)),
        (468, 150, 5.0, (120, 150, 152)),
    ):
        hills(sheet, base, height, phase, fill)
    for left, width, height, lit in (
        (-30, 118, 150, False), (96, 92, 112, True), (196, 128, 176, False), (860, 104, 122, True),
        (972, 132, 168, False), (1110, 120, 128, True),
    ):  # fmt: skip
        house(sheet, left, width, height, lit)
    bridge(sheet, 590, 262, 148)
    willow(sheet, 352, 214, 11)
    willow(sheet, 838, 176, 5)
    sheet.image = mirrored(sheet.image, round(WATER * SCALE))
    sheet.draw = ImageDraw.Draw(sheet.image)
    sheet.line([(0, WATER), (1200, WATER)], 2.4, (110, 118, 116))
    boat(sheet, 250, 640)
    dice = random.Random(3)
    for _ in range(70):
        x, y = dice.uniform(-20, 1180), dice.uniform(WATER + 18, 742)
        length = (y - WATER) * dice.uniform(0.12, 0.4) + 8
        sheet.line([(x, y), (x + length, y)], 1.5, mixed((206, 218, 214), (236, 226, 204), dice.random()))
    return grained(sheet.reduced(), 5, 1)


# --- a year of water levels, as bars and a line ----------------------------------------------------------------

RAIN = (38, 46, 92, 118, 164, 248, 206, 182, 108, 66, 52, 34)
LEVEL = (1.05, 1.02, 1.16, 1.34, 1.62, 2.08, 2.31, 2.04, 1.73, 1.42, 1.24, 1.11)


def chart() -> Image.Image:
    """Rain (bars) and water level (line) of twelve months; the axes are explained by the caption, in any language."""
    sheet = Sheet(1200, 640, (255, 255, 255))
    left, right, foot, head = 70.0, 1150.0, 580.0, 60.0
    for step in range(6):
        height = foot - (foot - head) * step / 5
        sheet.line([(left, height), (right, height)], 1.2, (216, 220, 220))
    pitch = (right - left) / 12
    for month, rain in enumerate(RAIN):
        tall = (foot - head) * rain / 270
        wet = month in (4, 5, 6, 7)
        x = left + pitch * month + pitch * 0.22
        sheet.box(x, foot - tall, pitch * 0.56, tall, (96, 150, 158) if wet else (170, 198, 200))
        sheet.line([(left + pitch * month, foot), (left + pitch * month, foot + 9)], 1.6, INK)
    marks = [(left + pitch * (m + 0.5), foot - (foot - head) * (v - 0.6) / 2.0) for m, v in enumerate(LEVEL)]
    sheet.line(marks, 5, VERMILION)
    for x, y in marks:
        sheet.ellipse(x, y, (9, 9), VERMILION)
        sheet.ellipse(x, y, (4.6, 4.6), (255, 255, 255))
    sheet.line([(left, head - 20), (left, foot), (right, foot)], 2.4, INK)
    sheet.line([(right, foot), (right, foot + 9)], 1.6, INK)
    return sheet.reduced().quantize(96, dither=Image.Dither.NONE)


# --- a cup of tea beside a pad of order slips ------------------------------------------------------------------


def tiles(sheet: Sheet, bottom: float) -> None:
    """The tiled wall of an old tea room."""
    sheet.box(0, 0, sheet.width, bottom, (206, 216, 206))
    dice = random.Random(8)
    for row in range(int(bottom // 62) + 1):
        for column in range(-1, 21):
            fill = mixed((224, 232, 222), (238, 243, 234), dice.random())
            sheet.rounded(column * 62 + 2, row * 62 + 2, (58, 58), 3, fill)
    for column in range(-1, 21):
        fill = (120, 162, 146) if column % 2 else (236, 240, 230)
        sheet.rounded(column * 62 + 2, 250, (58, 58), 3, fill)


def cup(sheet: Sheet, x: float, y: float) -> None:
    """A thick-walled cup on its saucer; `x`, `y` is the middle of the rim."""
    sheet.ellipse(x + 26, y + 262, (300, 44), (120, 78, 52))
    sheet.ellipse(x, y + 240, (290, 50), (226, 222, 212))
    sheet.ellipse(x, y + 232, (286, 46), (250, 247, 240))
    sheet.ellipse(x, y + 234, (170, 26), (222, 216, 204))
    handle = [(x + 168 - 3 * t + 92 * math.sin(math.pi * t / 20), y + 30 + 132 * t / 20) for t in range(21)]
    sheet.line(handle, 30, (226, 221, 210))
    sheet.line([(px - 3, py - 4) for px, py in handle], 18, (248, 245, 238))
    side = [(x + 190 - 92 * (t / 20) ** 2.2, y + 228 * t / 20) for t in range(21)]
    sheet.polygon([*side, *[(2 * x - px, py) for px, py in reversed(side)]], (248, 245, 238))
    shade = [(x + 190 - 92 * (t / 20) ** 2.2, y + 228 * t / 20) for t in range(21)]
    sheet.polygon([*shade, *[(px - 54 + 18 * py / 600, py) for px, py in reversed(shade)]], (228, 223, 212))
    sheet.ellipse(x, y + 228, (98, 17), (232, 227, 216))
    for band, thick in ((112.0, 11.0), (130.0, 4.0)):
        curve: list[Point] = []
        for t in range(-30, 31):
            edge = 190 - 92 * ((band + 20) / 228) ** 2.2
            curve.append((x + edge * math.sin(math.pi * t / 60), y + band + 30 * math.cos(math.pi * t / 60)))
        sheet.line(curve, thick, TEAL)
    sheet.ellipse(x, y, (190, 46), (232, 227, 216))
    sheet.ellipse(x, y + 2, (176, 39), (150, 96, 58))
    sheet.ellipse(x, y + 7, (168, 33), (190, 132, 84))
    sheet.ellipse(x - 44, y + 1, (66, 9), (206, 156, 110))


def pad(sheet: Sheet, x: float, y: float) -> None:
    """A pad of order slips with pencil strokes that are no letters, and the pencil across it."""
    sheet.polygon([(x + 12, y + 14), (x + 262, y - 20), (x + 322, y + 236), (x + 56, y + 276)], (118, 76, 50))
    for leaf in (8, 4, 0):
        tone = mixed((252, 249, 240), (214, 206, 190), leaf / 10)
        sheet.polygon(
            [(x, y + leaf), (x + 250, y - 34 + leaf), (x + 310, y + 222 + leaf), (x + 44, y + 262 + leaf)], tone
        )
    sheet.polygon([(x, y), (x + 250, y - 34), (x + 257, y - 4), (x + 6, y + 31)], VERMILION)
    for row in range(5):
        start = (x + 30 + row * 7.5, y + 72 + row * 36)
        length = (150, 112, 168, 96, 134)[row]
        stroke: list[Point] = []
        for t in range(length // 4):
            # A lively hand: fast up and down within the line, without forming any letter.
            wave = 5.5 * math.sin(t * 1.1 + row) * (1 if (t // 5) % 3 else 0.15)
            stroke.append((start[0] + t * 4, start[1] - t * 0.55 + wave))
        sheet.line(stroke, 3.4, (64, 78, 110))
    sheet.polygon([(x + 214, y + 204), (x + 226, y + 218), (x + 420, y + 66), (x + 408, y + 50)], (222, 166, 60))
    sheet.polygon([(x + 219, y + 211), (x + 226, y + 218), (x + 420, y + 66), (x + 415, y + 59)], (190, 132, 40))
    sheet.polygon([(x + 214, y + 204), (x + 226, y + 218), (x + 194, y + 234)], (240, 214, 172))
    sheet.polygon([(x + 200, y + 225), (x + 204, y + 229), (x + 194, y + 234)], INK)
    sheet.polygon([(x + 408, y + 50), (x + 420, y + 66), (x + 436, y + 53), (x + 424, y + 38)], (206, 110, 96))


def steam(image: Image.Image, x: float, y: float) -> Image.Image:
    """Three soft plumes over the cup."""
    veil = Image.new("L", image.size, 0)
    pen = ImageDraw.Draw(veil)
    for plume, (offset, tall) in enumerate(((-70.0, 170.0), (0.0, 230.0), (64.0, 150.0))):
        path = [
            ((x + offset + 20 * math.sin(t / 6 + plume * 2) * (0.3 + t / 40)) * SCALE, (y - tall * t / 40) * SCALE)
            for t in range(41)
        ]
        pen.line(path, fill=150, width=13 * SCALE, joint="curve")
    veil = veil.filter(ImageFilter.GaussianBlur(9 * SCALE))
    return Image.composite(Image.new("RGB", image.size, (255, 255, 255)), image, veil)


def tea() -> Image.Image:
    """A tea room's table: a cup, steam, a pad of order slips and a pencil."""
    sheet = Sheet(1200, 750, PAPER)
    tiles(sheet, 430)
    sheet.gradient(430, 750, (168, 114, 76), (138, 90, 58))
    sheet.box(0, 424, 1200, 10, (112, 72, 48))
    dice = random.Random(21)
    for _ in range(60):
        x, y = dice.uniform(-80, 1180), dice.uniform(440, 748)
        sheet.line([(x, y), (x + dice.uniform(60, 260), y + dice.uniform(-1, 1))], 1.3, (150, 100, 66))
    cup(sheet, 380, 380)
    pad(sheet, 742, 452)
    sheet.image = steam(sheet.image, 380, 366)
    return grained(sheet.reduced(), 4, 2)


# --- a seal of waves, as high as a character -------------------------------------------------------------------


def seal() -> Image.Image:
    """A vermilion seal: three waves cut out of a worn square, on a transparent ground."""
    sheet = Sheet(192, 192, (0, 0, 0))
    white = (255, 255, 255)
    dice = random.Random(17)
    rim: list[Point] = [(x, 8 + dice.uniform(0, 3)) for x in range(14, 180, 7)]
    rim += [(184 - dice.uniform(0, 3), y) for y in range(14, 180, 7)]
    rim += [(x, 184 - dice.uniform(0, 3)) for x in range(178, 12, -7)]
    rim += [(8 + dice.uniform(0, 3), y) for y in range(178, 12, -7)]
    sheet.polygon(rim, white)
    for row in range(3):
        wave = [(26 + t * 3.5, 56 + row * 40 - 13 * math.sin(t * math.tau / 20)) for t in range(41)]
        sheet.line(wave, 13, (0, 0, 0))
        for end in (wave[0], wave[-1]):
            sheet.ellipse(*end, (6.5, 6.5), (0, 0, 0))
    for _ in range(26):
        sheet.ellipse(
            dice.uniform(12, 180), dice.uniform(12, 180), (dice.uniform(0.8, 2.2), dice.uniform(0.8, 2.2)), (0, 0, 0)
        )
    result = Image.new("RGBA", (192, 192), (*VERMILION, 0))
    result.putalpha(sheet.reduced().convert("L"))
    return result


PICTURES = (("town.jpg", town), ("levels.png", chart), ("tea.jpg", tea), ("seal.png", seal))


def main(folder: Path) -> None:
    """Write every picture into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES:
        if name.endswith(".jpg"):
            draw().save(folder / name, quality=84, subsampling=0, optimize=True, dpi=(300, 300))
        else:
            draw().save(folder / name, optimize=True, dpi=(300, 300))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "data/samples/images")
