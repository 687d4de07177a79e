#!/usr/bin/env python3
"""Fit the weights of the alignment of passages to hand-made links, and say how well they do on sections not seen.

usage: passage-features SOURCE es TARGET en [FROM] | fit-links.py GOLD_PREFIX [--write link-weights.tsv] [--show N]
  GOLD_PREFIX.units.tsv   id  line  byte_start  byte_end  role  …      units of both documents
  GOLD_PREFIX.links.tsv   target_id  source_id  link|related|ignore    pairs; all other pairs are no links
  GOLD_PREFIX.none.tsv    source_id  none|linked                       optional

A logistic model is fitted to all candidates. For the figures of unseen text each section of the target is held out in
turn from the fit of weights and threshold. Needs nothing but Python.
"""
import argparse, collections, math, sys

ANSWERING = {'commitment', 'principle'}    # roles that a link may join
RIDGE = 1.0      # of the standardised weights: keeps features that say the same from fighting

def rows(path):
    try:
        with open(path, encoding='utf-8') as f:
            return [l.rstrip('\n').split('\t') for l in f if l.strip()]
    except FileNotFoundError:
        return []

class Gold:
    def __init__(self, prefix):
        self.labels = {(r[0], r[1]): r[2] for r in rows(prefix + '.links.tsv')}
        name = lambda i: i.split('-')[0]
        targets = {name(t) for t, _ in self.labels}
        self.units, self.sides, self.section = {}, {'source': [], 'target': []}, {}
        for r in rows(prefix + '.units.tsv'):
            self.units[r[0]] = (int(r[2]), int(r[3]), r[4])
            self.sides['target' if name(r[0]) in targets else 'source'].append(r[0])
        for ids in self.sides.values():
            heading = None
            for i in sorted(ids, key=lambda i: self.units[i][0]):
                if self.units[i][2] == 'heading': heading = i
                self.section[i] = heading
        body = lambda p: all(p_ in self.units and self.units[p_][2] != 'heading' for p_ in p)
        self.links = {p for p, l in self.labels.items() if l == 'link' and body(p)}
        self.none = rows(prefix + '.none.tsv')

    def unit_at(self, side, start, end):
        """the unit that shares most bytes with a span"""
        best, most = None, 0
        for i in self.sides[side]:
            lo, hi, _ = self.units[i]
            n = min(hi, end) - max(lo, start)
            if n > most: best, most = i, n
        return best

    def judged(self):
        """units whose lack of a link is known, and those that lack one"""
        linked = {i for p, l in self.labels.items() if l == 'link' for i in p}
        doubt = {i for p, l in self.labels.items() if l == 'ignore' for i in p} - linked
        judged = [i for i in self.sides['target'] if self.units[i][2] == 'commitment' and i not in doubt]
        want = {i for i in judged if i not in linked}
        return judged + [r[0] for r in self.none], want | {r[0] for r in self.none if r[1] == 'none'}

def solve(matrix, vector):
    n = len(vector)
    a = [row[:] + [v] for row, v in zip(matrix, vector)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(a[r][i]))
        a[i], a[p] = a[p], a[i]
        for r in range(i + 1, n):
            f = a[r][i] / a[i][i]
            if f:
                for c in range(i, n + 1): a[r][c] -= f * a[i][c]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (a[i][n] - sum(a[i][c] * x[c] for c in range(i + 1, n))) / a[i][i]
    return x

def fit(xs, ys):
    """logistic regression by Newton's method on standardised features -> bias, weights"""
    k = len(xs[0])
    mean = [sum(x[i] for x in xs) / len(xs) for i in range(k)]
    dev = [math.sqrt(sum((x[i] - mean[i]) ** 2 for x in xs) / len(xs)) or 1.0 for i in range(k)]
    zs = [[1.0] + [(x[i] - mean[i]) / dev[i] for i in range(k)] for x in xs]
    b = [0.0] * (k + 1)
    for _ in range(40):
        grad, hess = [0.0] * (k + 1), [[0.0] * (k + 1) for _ in range(k + 1)]
        for z, y in zip(zs, ys):
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(u * v for u, v in zip(b, z))))))
            h = p * (1 - p) + 1e-9
            for i in range(k + 1):
                grad[i] += (y - p) * z[i]
                hi = h * z[i]
                for j in range(i, k + 1): hess[i][j] += hi * z[j]
        for i in range(k + 1):
            for j in range(i): hess[i][j] = hess[j][i]
            if i: grad[i] -= RIDGE * b[i]; hess[i][i] += RIDGE
        step = solve(hess, grad)
        scale = min(1.0, 3.0 / (max(abs(s) for s in step) or 1.0))
        b = [u + scale * s for u, s in zip(b, step)]
        if max(abs(s) for s in step) < 1e-6: break
    weights = [b[i + 1] / dev[i] for i in range(k)]
    return b[0] - sum(w * m for w, m in zip(weights, mean)), weights

def probability(model, x):
    return 1 / (1 + math.exp(-max(-30, min(30, model[0] + sum(w * v for w, v in zip(model[1], x))))))

def figures(scores, links):
    """average precision, best F1, its threshold"""
    hits, area, best = 0, 0.0, (0.0, 1.0)
    for n, (pair, s) in enumerate(sorted(scores.items(), key=lambda kv: (-kv[1], kv[0])), 1):
        if pair in links: hits += 1; area += hits / n
        best = max(best, (2 * hits / (n + len(links)), s))
    return area / max(1, len(links)), best[0], best[1]

def pooled(rows_, scores, keep=lambda pair: True):
    out = {}
    for r, s in zip(rows_, scores):
        if keep(r['pair']): out[r['pair']] = max(out.get(r['pair'], 0), s)
    return out

def read(stream, gold):
    names = stream.readline().rstrip('\n').split('\t')
    features = names[names.index('role') + 1:-1]
    out = []
    for line in stream:
        v = dict(zip(names, line.rstrip('\n').split('\t')))
        if not {v['role'], v['s_role']} <= ANSWERING: continue
        pair = (gold.unit_at('target', int(v['t_start']), int(v['t_end'])) or 'b' + v['t_from'],
                gold.unit_at('source', int(v['s_start']), int(v['s_end'])) or 'b' + v['s_from'])
        out.append({'pair': pair, 'x': [float(v[f]) for f in features], 'score': float(v['score'])})
    return features, out

def absent(scores, gold, threshold):
    """precision and recall of 'no counterpart'"""
    judged, want = gold.judged()
    best = collections.defaultdict(float)
    for pair, s in scores.items():
        for i in pair: best[i] = max(best[i], s)
    got = {i for i in judged if best[i] < threshold}
    return len(got & want) / max(1, len(got)), len(got & want) / max(1, len(want))

def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('gold'); ap.add_argument('--write'); ap.add_argument('--show', type=int)
    ap.add_argument('--features', help='only these, parted by commas')
    a = ap.parse_args()
    gold = Gold(a.gold)
    names, data = read(sys.stdin, gold)
    if a.features:
        kept = [names.index(f) for f in a.features.split(',')]
        names = [names[i] for i in kept]
        for r in data: r['x'] = [r['x'][i] for i in kept]
    known = lambda p: p[0] in gold.section and gold.labels.get(p) != 'ignore' \
        and gold.units[p[0]][2] != 'heading' and (p[1] not in gold.units or gold.units[p[1]][2] != 'heading')
    train = [r for r in data if known(r['pair'])]
    # of several candidates of one pair the best one speaks for it
    best = {}
    for r in train:
        if r['pair'] not in best or r['score'] > best[r['pair']]['score']: best[r['pair']] = r
    train = [best[p] for p in sorted(best)]
    y = [1.0 if r['pair'] in gold.links else 0.0 for r in train]
    reach = sum(1 for p in gold.links if p in best)
    print(f'candidates\t{len(train)}\nlinks within reach\t{reach} of {len(gold.links)}')

    model = fit([r['x'] for r in train], y)
    scores = pooled(train, [probability(model, r['x']) for r in train])
    area, f1, threshold = figures(scores, gold.links)
    everything = pooled(data, [probability(model, r['x']) for r in data])
    print(f'fitted\tAP {area:.3f}\tF1 {f1:.3f} at {threshold:.2f}\tnone P/R %.2f/%.2f' % absent(everything, gold, threshold))
    now = pooled(train, [r['score'] for r in train])
    print('weights in force\tAP %.3f\tF1 %.3f at %.2f' % figures(now, gold.links))

    unseen, chosen = {}, set()
    for s in sorted({gold.section[r['pair'][0]] for r in train}, key=str):
        seen = [i for i, r in enumerate(train) if gold.section[r['pair'][0]] != s]
        m = fit([train[i]['x'] for i in seen], [y[i] for i in seen])
        links = {p for p in gold.links if gold.section[p[0]] != s}
        t = figures(pooled([train[i] for i in seen], [probability(m, train[i]['x']) for i in seen]), links)[2]
        for r in train:
            if gold.section[r['pair'][0]] != s: continue
            unseen[r['pair']] = probability(m, r['x'])
            if unseen[r['pair']] >= t: chosen.add(r['pair'])
    area, f1, _ = figures(unseen, gold.links)
    hits = len(chosen & gold.links)
    print(f'by section\tAP {area:.3f}\tF1 {f1:.3f} at best\tF1 {2 * hits / (len(chosen) + len(gold.links)):.3f} '
          'with thresholds of the other sections')
    for lo in (0.2, 0.4, 0.6, 0.8):
        held = [p for p, s in unseen.items() if lo <= s < lo + 0.2 + (lo == 0.8)]
        if held: print(f'scored {lo:.1f} to {lo + 0.2:.1f}\t{sum(p in gold.links for p in held) / len(held):.2f} are links of {len(held)}')
    for f, w in zip(names, model[1]): print(f'weight\t{f}\t{w:.3f}')
    print(f'weight\tbias\t{model[0]:.3f}')

    if a.show:
        wrong = sorted((p for p in scores if p not in gold.links), key=lambda p: -scores[p])[:a.show]
        missed = sorted((p for p in gold.links if scores.get(p, 0) < threshold), key=lambda p: scores.get(p, 0))
        for what, pairs in (('wrong', wrong), ('missed', missed)):
            for p in pairs:
                x = best[p]['x'] if p in best else []
                print(what, f'{scores.get(p, 0):.2f}', gold.labels.get(p, '-'), *p, ' '.join(f'{f}={v:.2f}' for f, v in zip(names, x)), sep='\t')
    if a.write:
        keep = [l for l in open(a.write, encoding='utf-8')]
        values = dict(zip(names, model[1])) | {'bias': model[0], 'threshold': threshold}
        with open(a.write, 'w', encoding='utf-8') as f:
            for l in keep:
                r = l.rstrip('\n').split('\t')
                if r[0] in values: r[1] = f'{values[r[0]]:.3f}'
                f.write('\t'.join(r) + '\n')

main()
