#!/usr/bin/env python3
"""Figures of sentence alignment: by kind of text and variant, and how often beads of a stated probability are right.

    sentences.py GOLD_FOLDER RUNS       RUNS: lines "kind<TAB>variant<TAB>gold<TAB>beads"

strict, link and omit are F1 as ../shared/eval/parallel/score.py counts them; a bead is right if the gold has it exactly.
Beads of gold that is coarse or noise are not counted. Standard library only.
"""
import sys
from collections import Counter, defaultdict

VARIANTS = 'clean merge dropsent drop10 drop30 move noise'.split()
BINS = [(0.0, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 0.99), (0.99, 1.01)]


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def ratio(a, b):
    return a / b if b else 0.0


def reliability(score, runs):
    seen, right = Counter(), Counter()
    for gold, beads in runs:
        items, tags = score.read(gold)
        skip = {k for k, t in enumerate(tags) if t == 'coarse' or t.startswith('noise')}
        wanted = {b for k, b in enumerate(items) if k not in skip}
        owner = [{i: k for k, b in enumerate(items) for i in b[side]} for side in (0, 1)]
        for line in open(beads, encoding='utf-8'):
            bead, p = score.bead(line), float(line.split('\t')[1])
            if {owner[side].get(i) for side in (0, 1) for i in bead[side]} <= skip:
                continue
            for b in BINS:
                if b[0] <= p < b[1]:
                    seen[b] += 1
                    right[b] += bead in wanted
    return seen, right


def main():
    sys.path.insert(0, sys.argv[1])
    sys.dont_write_bytecode = True
    import score
    groups = defaultdict(list)
    for line in open(sys.argv[2], encoding='utf-8'):
        kind, variant, gold, beads = line.rstrip('\n').split('\t')
        groups[kind, variant].append((gold, beads))
    print('# text\tvariant\tdocuments\tstrict\tlink\tomit')
    for kind in ('sent', 'doc', 'raw'):
        for variant in VARIANTS:
            runs = groups.get((kind, variant))
            if not runs:
                continue
            c = Counter()
            for gold, beads in runs:
                items, tags = score.read(gold)
                c.update(score.score(items, tags, score.read(beads)[0]))
            strict = f1(ratio(c['st_tp'], c['st_sys']), ratio(c['st_tp'], c['st_gold']))
            link = f1(ratio(c['li_tp'], c['li_sys']), ratio(c['li_hit'], c['li_gold']))
            omit = f1(ratio(c['om_tp'], c['om_sys']), ratio(c['om_tp'], c['om_gold']))
            print('%s\t%s\t%d\t%.4f\t%.4f\t%s' % (kind, variant, len(runs), strict, link,
                                                  '%.4f' % omit if c['om_gold'] else '-'))
    print('# text\tstated probability\tbeads\tright')
    for kind in ('sent', 'doc', 'raw'):
        seen, right = reliability(score, [r for (k, v), runs in sorted(groups.items()) if k == kind for r in runs])
        for b in BINS:
            if seen[b]:
                print('%s\t%.2f-%.2f\t%d\t%.3f' % (kind, b[0], min(b[1], 1), seen[b], ratio(right[b], seen[b])))


main()
