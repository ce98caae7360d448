#!/usr/bin/env bash
# Subtitles, read as a text to learn from.
#
# One would swear: a comment in a subtitle file is never spoken, and what is spoken is not lost.
# What happens:    pysubs2 reads a WebVTT comment (NOTE …) as the end of the line before it, together with the name of
#                  the cue that follows. In SRT it does the opposite: what stands in braces is taken for a command
#                  of another format and is gone, and a backslash before h, n or N becomes a blank or a new
#                  line. Both happen on saving too, so a file that is opened and saved is another file.
#                  webvtt-py and srt, on the same files, give what was said.
# Versions: pysubs2 1.8.1, webvtt-py 0.6.0, srt 3.5.3. Seen 2026-11-27.
# Output seen: "Hello there.\n\nNOTE check this name\n\ncue-2"; "Take the set , then C:\new" and so on.
# Why it matters: subtitles of lectures are much of the spoken text that there is to train on. Sets, dictionaries and
# LaTeX live in braces, and translators' remarks live in notes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pysubs2==1.8.1 webvtt-py==0.6.0 srt==3.5.3 || exit 2
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import pysubs2
import srt
import webvtt

print(" · ".join(f"{name} {version(name)}" for name in ("pysubs2", "webvtt-py", "srt")))

vtt = """WEBVTT

cue-1
00:01.000 --> 00:02.000
Hello there.

NOTE check this name

cue-2
00:03.000 --> 00:04.000
I am Ann.
"""
said = ["Hello there.", "I am Ann."]
one = [event.plaintext for event in pysubs2.SSAFile.from_string(vtt)]
other = [caption.text for caption in webvtt.from_string(vtt)]
print("\nWebVTT with a NOTE between two cues. One would expect", said)
print("  pysubs2  ", one)
print("  webvtt-py", other)
assert other == said
assert one == ["Hello there.\n\nNOTE check this name\n\ncue-2", "I am Ann."]

lines = ["Take the set {1, 2, 3} and add 4.", r"Write \hat{y} for the guess."]
times = ("00:00:01,000 --> 00:00:02,000", "00:00:03,000 --> 00:00:04,000")
subrip = "".join(f"{number}\n{time}\n{line}\n\n" for number, (time, line) in enumerate(zip(times, lines), 1))
parsed = pysubs2.SSAFile.from_string(subrip)
one = [event.plaintext for event in parsed]
saved = [subtitle.content for subtitle in srt.parse(parsed.to_string("srt"))]
other = [subtitle.content for subtitle in srt.parse(subrip)]
print("\nSRT of a lesson. One would expect", lines)
print("  pysubs2           ", one)
print("  pysubs2, saved SRT", saved)
print("  srt               ", other)
assert other == lines
assert one == saved == ["Take the set  and add 4.", "Write  at for the guess."]
PY
