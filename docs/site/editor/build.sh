#!/usr/bin/env bash
# Makes template/public/run/editor.min.js and the licences beside it again. Needs node and npm; the site does not.
set -euo pipefail
cd "$(dirname "$0")"
public=../template/public/run
npm ci --no-fund --no-audit
npx esbuild editor.js --bundle --format=esm --minify --legal-comments=none --outfile="$public/editor.min.js" \
    --banner:js="/*! CodeMirror, MIT licence: editor.LICENSE.txt */"
for package in node_modules/@codemirror/* node_modules/@lezer/* node_modules/@marijn/* node_modules/crelt node_modules/style-mod node_modules/w3c-keyname; do
    printf '%s %s\n\n%s\n\n' "${package#node_modules/}" "$(node -p "require('./$package/package.json').version")" "$(cat "$package/LICENSE")"
done >"$public/editor.LICENSE.txt"
(cd "$public" && sha256sum editor.min.js)
