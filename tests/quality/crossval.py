#!/usr/bin/env python3
"""How well links do on text that their weights have not seen: link_f1 with sections, and whole documents, held out.

usage: crossval.py PASSAGE-FEATURES [--write]      writes tests/quality/crossval.tsv

Weights are fitted by tools/dev/fit-links.py to all gold of the real documents at hand. `fitted`: the weights have seen
the set. `section held out`: the sections of the set, in eight parts, are scored by weights and thresholds that have not
seen their part. `pair held out`: the set is scored by those that have seen the other sets only.
"""
import os, re, subprocess, sys, tempfile

import gauge

WHAT = {'fitted': 'fitted', 'sections held out': 'section held out', 'pair held out': 'pair held out'}


def part_of(target):
    """file, from and to of a document, as the manifest has them"""
    with open(gauge.OURS + '/manifest.yaml', encoding='utf-8') as f:
        entry = re.split(r'\n  - id: ', f.read().split('\npairs:')[0])
    text = next(e for e in entry if e.startswith(target + '\n'))
    found = {k: m.group(1) for k in ('file', 'from', 'to') for m in [re.search(rf'\n +{k}: (.*)', text)] if m}
    return found['file'], found.get('from', ''), found.get('to', '')


def candidates(program, entries, folder):
    """GOLD=CANDIDATES of each set of the real documents, for fit-links.py"""
    out = []
    for name, _, target, gold in entries:
        if target in ('plan', 'machine'):
            continue
        path = os.path.join(folder, target + '.candidates')
        if not os.path.exists(path):
            file, start, end = part_of(target)
            source, target_file = (f'{gauge.TEXTS}/{f}' for f in ('policy-paper-2025.es.txt', file))
            text = gauge.run([program, source, 'es', target_file, 'en', start, end], COTEJO_DATA=gauge.DATA)
            with open(path, 'w', encoding='utf-8') as f:
                f.write(text)
        out.append(f'{gold}={path}')
    return out


def fit(pairs, options):
    return gauge.run([sys.executable, gauge.ROOT + '/tools/dev/fit-links.py', *pairs, *options])


def main():
    program, write, _ = gauge.arguments(__doc__)
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        pairs = candidates(program, gauge.sets(), folder)
        if not pairs:
            return
        for line in fit(pairs, []).splitlines():
            cells = line.split('\t')
            if cells[0] in WHAT and cells[1] != 'all':
                f1 = re.search(r'F1 ([0-9.]+)', line).group(1)
                lines.append([cells[1], WHAT[cells[0]], f1])
    order = list(dict.fromkeys(l[0] for l in lines))
    lines.sort(key=lambda l: (order.index(l[0]), list(WHAT.values()).index(l[1])))
    gauge.table('crossval.tsv', ['set', 'weights', 'link_f1'], lines, write)


if __name__ == '__main__':
    main()
