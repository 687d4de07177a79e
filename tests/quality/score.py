#!/usr/bin/env python3
"""Score a JSON report (schema cotejo/report-1) against gold made by hand.

usage: score.py REPORT.json GOLD_PREFIX --source ID --target ID

  GOLD_PREFIX.units.tsv        id  line  start  end  role  strength  actor        (bytes on disk, half open)
  GOLD_PREFIX.links.tsv        target_id  source_id  link|related|ignore
  GOLD_PREFIX.none.tsv         source_id  none|linked      (optional: the source units that were judged for a counterpart)
  GOLD_PREFIX.divergences.tsv  agreed|single  class  target_id  phrase  source_id  phrase  severity  why

A unit of the report stands for the gold unit it overlaps most. Roles, strengths and actors are read from the unit that
covers most of each gold unit. Links are compared as pairs of gold units, headings aside; `related` predicts nothing. A gold
commitment counts as reported to have no counterpart when findings of that class cover at least half of it. A divergence is
found when a finding of a fitting class touches its phrase. `ignore` counts neither way. One figure a line: name, value, of.
"""
import argparse, bisect, json, os

FITTING = {
    'term': {'terminology', 'consistency', 'name', 'mistranslation'},
    'inconsistent': {'terminology', 'consistency', 'name', 'actor'},
    'name': {'terminology', 'consistency', 'name', 'mistranslation'},
    'mistranslation': {'terminology', 'mistranslation', 'spelling'},
    'number': {'number', 'omission', 'addition'},
    'addition': {'number', 'omission', 'addition'},
    'omission': {'omission', 'addition'},
    'strength': {'strength'}, 'actor': {'actor'}, 'structure': {'structure'},
    'quote/punctuation': {'punctuation', 'spelling'},
}


def table(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding='utf-8') as lines:
        return [line.rstrip('\n').split('\t') for line in lines if line.strip()]


class Side:
    """The gold units of one document, and the report's units laid over them."""

    def __init__(self, document, gold):
        self.units = sorted(gold, key=lambda u: u['start'])
        self.starts = [u['start'] for u in self.units]
        self.stands_for, self.best = {}, {}
        for unit in document['units']:
            hits = self.touched(unit['span']['start'], unit['span']['end'])
            if not hits:
                continue
            key, size = max(hits, key=lambda h: h[1])
            self.stands_for[unit['id']] = key
            if size > self.best.get(key, (0, None))[0]:
                self.best[key] = (size, unit)

    def touched(self, start, end):
        found = []
        i = bisect.bisect_right(self.starts, start) - 1
        for unit in self.units[max(i, 0):]:
            if unit['start'] >= end:
                break
            if unit['end'] > start:
                found.append((unit['id'], min(end, unit['end']) - max(start, unit['start'])))
        return found


def accuracy(sides, gold, field):
    right = all_ = 0
    for side in sides:
        for key, (_, unit) in side.best.items():
            want = gold[key][field].lower()
            if want in ('ignore', '-') or (field != 'role' and gold[key]['role'] != 'commitment'):
                continue
            all_ += 1
            right += str(unit[field]).lower() == want
    return right / max(all_, 1), all_


def predicted_links(report, source, target, gold, labels):
    """Pairs of gold units (target, source) that the report links, with their best score."""
    pairs = {}
    for link in report['links']:
        if link['kind'] == 'related':
            continue
        for s in link['source']:
            for t in link['target']:
                pair = (target.stands_for.get(t), source.stands_for.get(s))
                if None in pair or labels.get(pair) == 'ignore':
                    continue
                if 'heading' not in (gold[pair[0]]['role'], gold[pair[1]]['role']):
                    pairs[pair] = max(pairs.get(pair, 0), link['score'])
    return pairs


def average_precision(predicted, wanted):
    hits = total = 0
    for rank, (pair, _) in enumerate(sorted(predicted.items(), key=lambda p: -p[1]), 1):
        if pair in wanted:
            hits += 1
            total += hits / rank
    return total / max(len(wanted), 1)


def reported_without(report, document, side):
    cover = {}
    for finding in report['findings']:
        if finding['class'] != 'no-counterpart':
            continue
        for place in finding['places']:
            if place['document'] == document['id']:
                for key, size in side.touched(place['span']['start'], place['span']['end']):
                    cover[key] = cover.get(key, 0) + size
    return cover


def divergence_recall(report, rows, gold, documents):
    files = {d['id']: open(d['path'], 'rb').read() for d in documents}

    def spot(document, key, phrase):
        if key not in gold:
            return None
        start, end = gold[key]['start'], gold[key]['end']
        at = files[document['id']][start:end].find(phrase.encode()) if phrase != '-' else -1
        return (document['id'], start + at, start + at + len(phrase.encode())) if at >= 0 else (document['id'], start, end)

    found = 0
    for row in rows:
        spots = [s for s in (spot(documents[1], row[2], row[3]), spot(documents[0], row[4], row[5])) if s]
        spots = spots[:1] if row[2] != '-' else spots
        found += any(f['class'] in FITTING.get(row[1], ()) and
                     any(p['document'] == d and p['span']['start'] < e and p['span']['end'] > s
                         for p in f['places'] for d, s, e in spots) for f in report['findings'])
    return found / max(len(rows), 1), len(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('report')
    parser.add_argument('gold')
    parser.add_argument('--source', required=True)
    parser.add_argument('--target', required=True)
    a = parser.parse_args()
    report = json.load(open(a.report, encoding='utf-8'))
    documents = [next(d for d in report['documents'] if d['id'] == i) for i in (a.source, a.target)]
    report['links'] = [l for l in report['links'] if l['target_document'] == a.target]
    report['findings'] = [f for f in report['findings'] if f.get('pair', a.target) == a.target]

    gold = {r[0]: dict(id=r[0], start=int(r[2]), end=int(r[3]), role=r[4], strength=r[5], actor=r[6])
            for r in table(a.gold + '.units.tsv')}
    source_ids = {r[1] for r in table(a.gold + '.links.tsv')}
    prefix = next(iter(source_ids)).split('-')[0]
    source = Side(documents[0], [g for k, g in gold.items() if k.startswith(prefix + '-')])
    target = Side(documents[1], [g for k, g in gold.items() if not k.startswith(prefix + '-')])
    show = lambda name, value, of: print(f'{name}\t{value:.3f}\t{of}')

    for field in ('role', 'strength', 'actor'):
        show(field + '_accuracy', *accuracy((source, target), gold, field))
    show('units_found', (len(source.best) + len(target.best)) / len(gold), len(gold))

    labels = {(r[0], r[1]): r[2] for r in table(a.gold + '.links.tsv')}
    body = lambda pair: all(k in gold and gold[k]['role'] != 'heading' for k in pair)
    wanted = {pair for pair, label in labels.items() if label == 'link' and body(pair)}
    predicted = predicted_links(report, source, target, gold, labels)
    hits = len(wanted & predicted.keys())
    precision, recall = hits / max(len(predicted), 1), hits / max(len(wanted), 1)
    show('link_precision', precision, len(predicted))
    show('link_recall', recall, len(wanted))
    show('link_f1', 2 * precision * recall / max(precision + recall, 1e-9), hits)
    show('link_average_precision', average_precision(predicted, wanted), len(wanted))

    linked = {k for pair, label in labels.items() if label == 'link' for k in pair}
    doubtful = {k for pair, label in labels.items() if label == 'ignore' for k in pair} - linked
    verdicts = table(a.gold + '.none.tsv')
    judged = [k for k, g in gold.items() if g['role'] == 'commitment' and k not in doubtful
              and not (verdicts and k.startswith(prefix + '-'))]
    without = {k for k in judged if k not in linked} | {r[0] for r in verdicts if r[1] == 'none'}
    judged += [r[0] for r in verdicts]
    cover = {**reported_without(report, documents[0], source), **reported_without(report, documents[1], target)}
    said = {k for k in judged if cover.get(k, 0) * 2 >= gold[k]['end'] - gold[k]['start']}
    show('none_precision', len(without & said) / max(len(said), 1), len(said))
    show('none_recall', len(without & said) / max(len(without), 1), len(without))

    rows = [r for r in table(a.gold + '.divergences.tsv') if r[0] == 'agreed']
    show('divergence_recall', *divergence_recall(report, rows, gold, documents))
    show('findings', len(report['findings']), len(report['findings']))


if __name__ == "__main__":
    main()
