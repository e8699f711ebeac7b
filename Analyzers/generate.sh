#!/usr/bin/env bash
# Writes analyzers.c, which embeds every data file of this folder, to standard output or, with
# --write, in its place. Run it after adding, renaming or removing a data file.
set -eu
cd "$(dirname "$0")"
if [ "${1:-}" = --write ]; then "./$(basename "$0")" > analyzers.c.new; mv analyzers.c.new analyzers.c; exit; fi
files=$(find . -mindepth 2 -name '*.txt' | sed 's|^\./||' | LC_ALL=C sort)
echo '// Written by generate.sh from the data files of this folder.'
echo '#include "analyzers.h"'
echo
echo '#pragma clang diagnostic ignored "-Wc23-extensions"'
number=0
for file in $files; do
    printf '\nstatic const uint8_t file_%d[] = {\n#embed "%s"\n};\n' "$number" "$file"
    number=$((number + 1))
done
printf '\nstatic const struct aisle_data_file files[] = {\n'
number=0
for file in $files; do
    printf '    {"%s", file_%d, sizeof file_%d},\n' "$file" "$number" "$number"
    number=$((number + 1))
done
printf '};\n\n'
echo 'const struct aisle_data_file *aisle_data_files(void) { return files; }'
echo
echo 'size_t aisle_data_file_count(void) { return sizeof files / sizeof files[0]; }'
