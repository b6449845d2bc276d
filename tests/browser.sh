#!/bin/sh
# Sees to it that a Chromium and a Chinese font are there for the browser tests, or says what is missing.
set -eu
has_browser() {
  [ -n "${CHROMIUM:-}" ] || command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable
}
has_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh family)" ]; }
if has_browser >/dev/null && has_font; then exit 0; fi
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fontconfig fonts-noto-cjk >/dev/null
  exit 0
fi
if has_browser >/dev/null; then
  echo "warning: no Chinese font is installed (Debian: fonts-noto-cjk); pages are tested with what there is" >&2
  exit 0
fi
if .venv/bin/python -m playwright install chromium; then exit 0; fi
echo "The browser tests need Chromium. Install it (Debian: apt-get install chromium fonts-noto-cjk), or name one in \$CHROMIUM." >&2
exit 1
