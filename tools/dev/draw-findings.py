#!/usr/bin/env python3
"""Draw findings of JSON reports at random, with a fixed seed, to be judged by reading.

usage: draw-findings.py REPORT.json [N] [--seed S] [--without RULE]...
"""
import argparse, json, random

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument('report')
parser.add_argument('n', type=int, nargs='?', default=60)
parser.add_argument('--seed', type=int, default=1)
parser.add_argument('--without', action='append', default=[])
a = parser.parse_args()

report = json.load(open(a.report, encoding='utf-8'))
findings = [f for f in report['findings'] if f['rule'] not in a.without]
units = {(d['id'], u['id']): u['text'] for d in report['documents'] for u in d['units']}
for k, f in enumerate(random.Random(a.seed).sample(findings, min(a.n, len(findings))), 1):
    print(f"\n{k}. {f['rule']} {f['severity']} ({f.get('pair', report.get('target'))})  {f['message']}\n   ? {f['question']}")
    shown = set()
    for p in f['places'][:4]:
        key = (p['document'], p['unit'])
        if key in shown:
            continue
        shown.add(key)
        print(f"   {p['document']}:{p['line']} [{p['text'][:80]}] in: {units.get(key, p['text'])[:300]}")
    for e in f['evidence'][:3]:
        print(f'   - {e[:200]}')
