#!/bin/sh
# Makes the two modules of kernels.c in a folder, this one if none is named. Wants clang-19 and wasm-ld-19.
set -e
here=$(cd "$(dirname "$0")" && pwd)
to=$(cd "${1:-$here}" && pwd)
cd "$here"
flags="--target=wasm32 -std=c11 -O3 -ffreestanding -fno-builtin -ffp-contract=off -fno-ident -msimd128 -mmutable-globals
    -Wall -Wextra -Werror -Wno-unused-parameter -nostdlib -fuse-ld=$(command -v wasm-ld-19)
    -Wl,--no-entry,--import-memory,--export=__stack_pointer,--strip-all"
clang-19 $flags -mrelaxed-simd -DEXACT=0 -o "$to/fused.wasm" kernels.c
clang-19 $flags -DEXACT=1 -o "$to/exact.wasm" kernels.c
chmod 644 "$to"/*.wasm
sha256sum *.c *.h build.sh > "$to/SHA256SUMS"
cd "$to"
sha256sum *.wasm >> SHA256SUMS
