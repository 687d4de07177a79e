#!/usr/bin/env python3
"""Fit the weights of the alignment of passages to hand-made links, and say how well they do on text not seen.

usage: fit-links.py GOLD=CANDIDATES... [--write link-weights.tsv] [--features a,b] [--show N] [--quick] [--unseen FILE]
  CANDIDATES              what passage-features printed of the pair
  GOLD.units.tsv          id  line  byte_start  byte_end  role  …      units of both documents
  GOLD.links.tsv          target_id  source_id  link|related|ignore    pairs; all other pairs are no links
  GOLD.none.tsv           source_id  none|linked                       optional

Two logistic models are fitted to the candidates of all pairs of documents: one that looks at a candidate by itself, and one
that looks at how far it is ahead of its rivals. For the figures of unseen text the sections of a
target, dealt into a few parts, and then each whole pair, are held out in turn from the fit of weights and thresholds. Needs nothing but Python.
"""
import argparse, collections, math, sys

AHEAD = 4.0      # further ahead of its rivals, or behind, does not matter
NO_RIVAL = -5.0  # log-odds of two statements that have nothing to do with each other: no rival is weaker
TOLD = 0.90      # share of the units without counterpart that have to be told, over the pairs
SPARED = 0.005   # F1 that the threshold of further links may cost, so that more of them are made
SURE = 1e-4      # p(1-p) of a row that the fit takes for decided
FOLDS = 8        # into which the sections of a pair are dealt to be held out
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
            h = p * (1 - p)
            for i, v in enumerate(z): grad[i] += (y - p) * v
            if h < SURE: continue      # hardly bends the sum, and most rows are so
            for i in range(k + 1):
                hi = h * z[i]
                for j in range(i, k + 1): hess[i][j] += hi * z[j]
        for i in range(k + 1):
            for j in range(i): hess[i][j] = hess[j][i]
            hess[i][i] += SURE
            if i: grad[i] -= RIDGE * b[i]; hess[i][i] += RIDGE
        step = solve(hess, grad)
        scale = min(1.0, 3.0 / (max(abs(s) for s in step) or 1.0))
        b = [u + scale * s for u, s in zip(b, step)]
        if max(abs(s) for s in step) < 1e-4: break
    weights = [b[i + 1] / dev[i] for i in range(k)]
    return b[0] - sum(w * m for w, m in zip(weights, mean)), weights

def odds(model, x):
    return max(-30, min(30, model[0] + sum(w * v for w, v in zip(model[1], x))))

def probability(model, x):
    return 1 / (1 + math.exp(-odds(model, x)))

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
    features = names[names.index('few') + 1:-1]
    out = []
    for line in stream:
        v = dict(zip(names, line.rstrip('\n').split('\t')))
        if v['role'] == 'heading': continue      # headings meet headings only
        place = {'t': v['t_from'], 's': v['s_from'], 'few': v['few']}
        pair = (gold.unit_at('target', int(v['t_start']), int(v['t_end'])) or 'b' + v['t_from'],
                gold.unit_at('source', int(v['s_start']), int(v['s_end'])) or 'b' + v['s_from'])
        out.append({'pair': pair, 'x': [float(v[f]) for f in features], 'score': float(v['score']), 'place': place})
    return features, out

def best_of(scores):
    best = collections.defaultdict(float)
    for pair, s in scores.items():
        for i in pair: best[i] = max(best[i], s)
    return best

def absent(best, gold, threshold, keep=lambda unit: True):
    """precision and recall of 'no counterpart'"""
    judged, want = gold.judged()
    judged = [i for i in judged if keep(i)]
    want = want & set(judged)
    got = {i for i in judged if best[i] < threshold}
    return len(got & want) / max(1, len(got)), len(got & want) / max(1, len(want))

class Pair:
    """the candidates of one pair of documents that the gold knows of, the best of each pair of gold units"""
    def __init__(self, argument, chosen):
        prefix, _, path = argument.rpartition('=')
        self.name, self.gold = prefix.split('/')[-1], Gold(prefix)
        with open(path, encoding='utf-8') as f: self.names, self.all = read(f, self.gold)
        if chosen:
            kept = [self.names.index(f) for f in chosen.split(',')]
            self.names = [self.names[i] for i in kept]
            for r in self.all: r['x'] = [r['x'][i] for i in kept]
        g, best = self.gold, {}
        body = lambda i: g.units[i][2] != 'heading'
        for r in self.all:
            p = r['pair']
            if p[0] in g.units and p[1] in g.units and g.labels.get(p) != 'ignore' and body(p[0]) and body(p[1]) \
                    and (p not in best or r['score'] > best[p]['score']): best[p] = r
        self.rows = [best[p] for p in sorted(best)]
        self.y = [float(r['pair'] in g.links) for r in self.rows]

    def rivals(self, first):
        """for each candidate its log-odds by itself and how far it is ahead of its best rival on either side: the
        document with fewer statements, then the other"""
        own = [odds(first, r['x']) for r in self.all]
        held = {}
        for r, o in zip(self.all, own):
            for k in 'st': held.setdefault((k, r['place'][k]), []).append(o)
        for l in held.values(): l.sort(reverse=True)
        for r, o in zip(self.all, own):
            few = r['place']['few']
            r['rivals'] = [o]
            for k in few, 'st'.replace(few, ''):
                best = held[k, r['place'][k]]
                rival = best[0] if o < best[0] else best[1] if len(best) > 1 else NO_RIVAL
                r['rivals'].append(max(-AHEAD, min(AHEAD, o - max(rival, NO_RIVAL))))

    def scores(self, model, rows_=None):
        self.rivals(model[0])
        return pooled(rows_ or self.rows, [probability(model[1], r['rivals']) for r in rows_ or self.rows])

def train(pairs, keep=lambda pair, row: True):
    """both stages and the threshold fitted to the rows kept"""
    kept = [(p, r, y) for p in pairs for r, y in zip(p.rows, p.y) if keep(p, r)]
    ys = [y for _, _, y in kept]
    first = fit([r['x'] for _, r, _ in kept], ys)
    for p in pairs: p.rivals(first)
    model = (first, fit([r['rivals'] for _, r, _ in kept], ys))
    scores = {(p.name,) + r['pair']: probability(model[1], r['rivals']) for p, r, _ in kept}
    links = {(p.name,) + l for p in pairs for l in p.gold.links if keep(p, {'pair': l})}
    return model, figures(scores, links), choose(pairs, model, keep)

def choose(pairs, model, keep):
    """threshold: the least at which so many of the units without counterpart are told; further: the least that costs little
    F1; both averaged over the pairs"""
    average = lambda values: sum(values) / len(values)
    steps = [t / 100 for t in range(5, 91)]
    seen = []
    for p in pairs:
        scores = p.scores(model, p.all)
        known = {r['pair'] for r in p.rows if keep(p, r)}
        seen.append((p, best_of(scores), {q: s for q, s in scores.items() if q in known and s >= steps[0]},
                     {l for l in p.gold.links if keep(p, {'pair': l})}))
    told = {t: average([absent(best, p.gold, t, keep=lambda i: keep(p, {'pair': (i,)}))[1] for p, best, _, _ in seen])
            for t in steps if t >= 0.2}
    threshold = min((t for t in told if told[t] >= TOLD), default=max(told))
    mean = {t: average([f1(decide(own, (threshold, t)), links) for _, _, own, links in seen])
            for t in steps if t <= threshold}
    return threshold, min(t for t in mean if mean[t] >= max(mean.values()) - SPARED)

def f1(chosen, links):
    return 2 * len(chosen & links) / max(1, len(chosen) + len(links))

def decide(scores, bounds):
    """links, and further ones of statements that have one both"""
    sure = {p for p, s in scores.items() if s >= bounds[0]}
    linked = {i for p in sure for i in p}
    return sure | {p for p, s in scores.items() if s >= bounds[1] and p[0] in linked and p[1] in linked}

def report(what, pair, model, bounds):
    everything, links, gold = pair.scores(model, pair.all), pair.gold.links, pair.gold
    known = {r['pair'] for r in pair.rows}
    scores = {p: s for p, s in everything.items() if p in known}
    chosen = decide(everything, bounds) & known
    hits, part = 0, 0.0
    for n, p in enumerate(sorted(chosen, key=lambda p: -scores[p]), 1):
        if p in links: hits += 1; part += hits / n
    area, best, at = figures(scores, links)
    print(f'{what}\t{pair.name}\tAP {area:.3f}, of links made {part / len(links):.3f}\tF1 {f1(chosen, links):.3f} (best {best:.3f} at '
          f'{at:.2f})\tP/R {hits / max(1, len(chosen)):.2f}/{hits / len(links):.2f}\tnone P/R %.2f/%.2f' % absent(best_of(everything), gold, bounds[0]))

def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('pairs', nargs='+'); ap.add_argument('--write'); ap.add_argument('--show', type=int)
    ap.add_argument('--features', help='only these, parted by commas')
    ap.add_argument('--unseen', help='write there what each pair of units scored while its section was held out')
    ap.add_argument('--quick', action='store_true', help='hold no sections out')
    a = ap.parse_args()
    pairs = [Pair(p, a.features) for p in a.pairs]
    names = pairs[0].names
    for p in pairs:
        seen = {r['pair'] for r in p.rows}
        print(f'{p.name}\t{len(p.rows)} candidates\t{len(p.gold.links & seen)} of {len(p.gold.links)} links among them')

    model, (area, best, at), bounds = train(pairs)
    if a.write: write(a.write, names, model, bounds)
    for p in pairs: report('fitted', p, model, bounds)
    print(f'fitted\tall\tAP {area:.3f}\tF1 {best:.3f} at {at:.2f}\tthreshold {bounds[0]:.2f}, further {bounds[1]:.2f}')

    held_out = []
    for p in [] if a.quick else pairs:      # each section held out
        unseen, further = {}, []
        sections = sorted({p.gold.section[r['pair'][0]] for r in p.rows}, key=str)
        fold = {s: i % FOLDS for i, s in enumerate(sections)}
        for k in range(min(FOLDS, len(sections))):
            m, _, t = train(pairs, lambda q, r: q is not p or fold.get(p.gold.section[r['pair'][0]]) != k)
            own = {q: v for q, v in p.scores(m).items() if fold[p.gold.section[q[0]]] == k}
            # scores of different models are made comparable by their thresholds
            unseen |= {q: v - t[0] for q, v in own.items()}
            further.append(t[0] - t[1])
            held_out += [f'{p.name}\t{q[0]}\t{q[1]}\t{v:.4f}\t{int(q in p.gold.links)}\n' for q, v in own.items()]
        chosen = decide(unseen, (0, -sum(further) / len(further)))
        print(f'sections held out\t{p.name}\tAP {figures(unseen, p.gold.links)[0]:.3f}\tF1 {f1(chosen, p.gold.links):.3f}')
    if a.unseen:
        with open(a.unseen, 'w', encoding='utf-8') as f: f.writelines(held_out)
    for p in pairs:      # each pair held out
        if len(pairs) > 1:
            m, _, t = train([q for q in pairs if q is not p])
            report('pair held out', p, m, t)

    model, _, _ = train(pairs)
    for lo in (0.2, 0.4, 0.6, 0.8):
        held = [y for p in pairs for r, y in zip(p.rows, p.y)
                if lo <= probability(model[1], r['rivals']) < lo + 0.2 + (lo == 0.8)]
        print(f'scored {lo:.1f} to {lo + 0.2:.1f}\t{sum(held) / max(1, len(held)):.2f} are links of {len(held)}')
    for f, w in weights(names, model).items(): print(f'weight\t{f}\t{w:.3f}')
    for p in pairs if a.show else []: show(p, names, model, bounds[0], a.show)

def weights(names, model):
    (bias, first), (rivals, second) = model
    return dict(zip(names, first)) | {'bias': bias} | dict(zip(('odds', 'few', 'many'), second)) | {'rivals': rivals}

def show(p, names, model, threshold, most):
    scores, x = p.scores(model), {r['pair']: r['x'] for r in p.rows}
    wrong = sorted((q for q in scores if q not in p.gold.links), key=lambda q: -scores[q])[:most]
    missed = sorted((q for q in p.gold.links if scores.get(q, 0) < threshold), key=lambda q: scores.get(q, 0))
    for what, found in (('wrong', wrong), ('missed', missed)):
        for q in found:
            print(what, f'{scores.get(q, 0):.2f}', p.gold.labels.get(q, '-'), *q,
                  ' '.join(f'{f}={v:.2f}' for f, v in zip(names, x.get(q, []))), sep='\t')

def write(path, names, model, bounds):
    values = weights(names, model) | dict(zip(('threshold', 'further'), bounds))
    with open(path, encoding='utf-8') as f: lines = [l.rstrip('\n').split('\t') for l in f]
    with open(path, 'w', encoding='utf-8') as f:
        for r in lines:
            if r[0] in values: r[1] = f'{values[r[0]]:.3f}'
            f.write('\t'.join(r) + '\n')

main()
