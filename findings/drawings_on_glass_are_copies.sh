#!/usr/bin/env bash
# Two drawings on a transparent ground, compared by the perceptual hashes that find copies in picture collections.
#
# One would swear: a black disc and a black bar are different pictures, and so are a black and a white sheet.
# What happens:    average, perceptual, difference and wavelet hash all call the disc and the bar the same picture, distance 0:
#                  what is transparent is taken as black, like the drawing. Painted on white first, they are far apart.
#                  A black and a white sheet are copies, too, for all but the perceptual hash, which sees 1 of 64 bits.
# Versions: ImageHash 4.3.2, pillow 13.0.0, numpy 2.4.6. Seen 2026-11-29.
# Output seen: on glass 0 0 0 0; on white 32 38 37 10; sheets 0 1 0 0.
# Why it matters: whoever looks for what a picture model copied from its training pictures counts such pairs as copies.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check ImageHash==4.3.2 pillow==13.0.0 numpy==2.4.6 || exit 2
"$work/venv/bin/python" - <<'PY'
import imagehash
import PIL
from PIL import Image, ImageDraw

print("ImageHash", imagehash.__version__, "· pillow", PIL.__version__)
hashes = (imagehash.average_hash, imagehash.phash, imagehash.dhash, imagehash.whash)


def drawn(shape, box):
    picture = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    getattr(ImageDraw.Draw(picture), shape)(box, fill=(0, 0, 0, 255))
    return picture


def on_white(picture):
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)


def apart(one, other):
    return [int(of(one) - of(other)) for of in hashes]


disc, bar = drawn("ellipse", (16, 16, 48, 48)), drawn("rectangle", (4, 4, 20, 60))
glass, white = apart(disc, bar), apart(on_white(disc), on_white(bar))
sheets = apart(Image.new("RGB", (64, 64), "black"), Image.new("RGB", (64, 64), "white"))
print("\nBits of 64 that differ, by average, perceptual, difference and wavelet hash. One would expect many.")
print("  a black disc and a black bar, transparent ground:", *glass)
print("  the same two, painted on white:                  ", *white)
print("  a black sheet and a white sheet:                 ", *sheets)
assert glass == [0, 0, 0, 0]
assert min(white) >= 5
assert sheets[0] == sheets[2] == sheets[3] == 0 and sheets[1] <= 1
PY
