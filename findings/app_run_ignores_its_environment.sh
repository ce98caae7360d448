#!/usr/bin/env bash
# A Streamlit app that starts itself with App.run(), and an option that an environment variable sets.
#
# One would swear: STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=7 is the option's value, as the manual says of all options and
#                  the description of App.run() of this way to start: "config.toml and environment variables as usual".
# What happens:    only the command `streamlit run` reads the variable. The same file, started as a program, has the default,
#                  120, with settings of its own and without, and nobody says that the variable was not read.
# Versions: streamlit 1.67.0. Seen 2026-11-29.
# Output seen: streamlit run: 7; run(): 120; run(config=...): 120.
# Why it matters: containers are set up by environment variables; limits that somebody set are then not in force.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check streamlit==1.67.0 uvicorn==0.54.0 || exit 2
cd "$work"
mkdir home
export HOME="$work/home" STREAMLIT_BROWSER_GATHER_USAGE_STATS=false STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=7
echo 'import streamlit as st; st.title("A page")' > page.py
cat > start.py <<'PY'
import os
import sys
import threading
from contextlib import asynccontextmanager

import streamlit as st

how = sys.argv[1]


@asynccontextmanager
async def lifespan(app):
    print(f"{how}:", st.get_option("server.disconnectedSessionTTL"), flush=True)
    threading.Timer(0.5, os._exit, (0,)).start()  # seen enough
    yield


app = st.App("page.py", lifespan=lifespan)
if __name__ == "__main__" and how != "streamlit_run":
    app.run(config={"server.port": 8765} if how == "run_with_config" else None)
PY
"$work/venv/bin/python" -c 'import streamlit; print("streamlit", streamlit.__version__)'
{
    "$work/venv/bin/streamlit" run start.py --server.headless true -- streamlit_run
    "$work/venv/bin/python" start.py run
    "$work/venv/bin/python" start.py run_with_config
} 2>/dev/null | grep -E '^(streamlit_run|run|run_with_config): ' | tee seen.txt
diff seen.txt - <<'SEEN'
streamlit_run: 7
run: 120
run_with_config: 120
SEEN
