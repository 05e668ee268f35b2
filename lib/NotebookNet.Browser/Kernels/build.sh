#!/bin/sh
# Makes the two modules of kernels.c, into the folder given or this one. Wants clang-19 and wasm-ld-19.
set -e
cd "$(dirname "$0")"
to=${1:-.}
flags="--target=wasm32 -std=c11 -O3 -ffreestanding -fno-builtin -ffp-contract=off -fno-ident -Wall -Wextra -Werror -Wno-unused-parameter
    -msimd128 -mmutable-globals -nostdlib -fuse-ld=/usr/bin/wasm-ld-19
    -Wl,--no-entry,--import-memory,--export=__stack_pointer,--strip-all,-z,stack-size=65536"
clang-19 $flags -mrelaxed-simd -DEXACT=0 -o "$to/fused.wasm" kernels.c
clang-19 $flags -DEXACT=1 -o "$to/exact.wasm" kernels.c
