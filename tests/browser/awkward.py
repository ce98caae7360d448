"""What somebody may type into any box: nothing, one letter, markup, other scripts, control characters, far too much."""

PROMPTS = (
    "",
    "x",
    "zzqqx wug",
    "🙂👩‍👩‍👧 \u200f\u200d\ufeff",
    "<script>alert(1)</script> **b** $x$",
    "مرحبا بالعالم 你好，世界",
    "Yito\0lives",
    "word " * 20_000,
)
