#!/usr/bin/env python3
"""Draw findings or links of a JSON report at random, with a fixed seed, to be judged by reading.

usage: draw-findings.py REPORT.json [N] [--seed S] [--rule R]... [--without RULE]... [--pair TARGET]... [--links]
"""
import argparse, json, random


def shorten(text, most):
    return text if len(text) <= most else text[:most] + '…'


def show_finding(k, f, units):
    print(f"\n{k}. {f['rule']} {f['severity']} ({f['pair']})  {f['message']}\n   ? {f['question']}")
    shown = set()
    for p in f['places'][:4]:
        key = (p['document'], p['unit'])
        if key not in shown:
            print(f"   {p['document']}:{p['line']} [{shorten(p['text'], 80)}] in: {shorten(units.get(key, p['text']), 300)}")
        shown.add(key)
    for e in f['evidence'][:3]:
        print('   - ' + shorten(e, 200))


def show_link(k, link, units):
    print(f"\n{k}. {link['kind']} {link['score']:.2f} ({link['target_document']})")
    for side in 'source', 'target':
        for u in link[side]:
            print(f"   {u}: {shorten(units[link[side + '_document'], u], 400)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('report')
    parser.add_argument('n', type=int, nargs='?', default=60)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--rule', action='append', default=[])
    parser.add_argument('--without', action='append', default=[])
    parser.add_argument('--pair', action='append', default=[])
    parser.add_argument('--links', action='store_true')
    a = parser.parse_args()

    report = json.load(open(a.report, encoding='utf-8'))
    units = {(d['id'], u['id']): u['text'] for d in report['documents'] for u in d['units']}
    if a.links:
        drawn = [l for l in report['links'] if l['kind'] != 'related' and (not a.pair or l['target_document'] in a.pair)]
        show = show_link
    else:
        drawn = [f for f in report['findings'] if f['rule'] not in a.without and (not a.rule or f['rule'] in a.rule)
                 and (not a.pair or f['pair'] in a.pair)]
        show = show_finding
    for k, item in enumerate(random.Random(a.seed).sample(drawn, min(a.n, len(drawn))), 1):
        show(k, item, units)


main()
