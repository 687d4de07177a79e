"""What the tables of this folder share: gold sets, a run of the command on them, its figures, a changed data folder."""
import contextlib, os, shutil, subprocess, sys, tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))
HERE = os.path.join(ROOT, 'tests', 'quality')
DATA = os.path.join(ROOT, 'lexicon', 'data')
TEXTS = os.path.abspath(os.path.join(ROOT, os.environ.get('COTEJO_TEXTS', '../shared/corpora')))
OURS, SAMPLE = (os.path.join(ROOT, 'corpora', 'sets', s) for s in ('celac-2025', 'sample'))
EVAL = os.path.abspath(os.path.join(ROOT, '..', 'shared', 'eval'))
FIGURES = ('link_f1', 'link_average_precision', 'none_precision', 'none_recall')

# set, source, target, gold
ALL = [
    ('sample-plan', 'paper', 'plan', SAMPLE + '/gold/paper-plan'),
    ('sample-machine', 'paper', 'machine', SAMPLE + '/gold/paper-machine'),
    ('celac-dev', 'paper-2025', 'plan-2025', EVAL + '/celac-dev'),
    ('articles-4-5', 'paper-2025', 'plan-2025', OURS + '/gold/plan-2025-articles-4-5'),
    ('plan-2019', 'paper-2025', 'plan-2019', OURS + '/gold/plan-2019'),
    ('paper-2008', 'paper-2025', 'paper-2008', OURS + '/gold/paper-2008'),
    ('declaration-2025', 'paper-2025', 'declaration-2025', OURS + '/gold/declaration-2025'),
]


def real(entry):
    return entry[1] == 'paper-2025'


def sets():
    """the sets whose texts and gold are at hand; the others are named on stderr"""
    there = []
    for entry in ALL:
        if not os.path.exists(entry[3] + '.units.tsv') or (real(entry) and not os.path.isdir(TEXTS)):
            print(f'skipped: {entry[0]}, its texts or its gold are not at hand', file=sys.stderr)
        else:
            there.append(entry)
    return there


def run(command, **environment):
    """what the command prints; a dictionary that could not be had ends it all, for the figures would be of another lexicon"""
    done = subprocess.run(command, env=dict(os.environ, **environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True)
    lacking = [l for l in done.stderr.splitlines() if 'not run: ' in l and 'not run: broader concept' not in l]
    if done.returncode not in (0, 4) or lacking:
        sys.exit('\n'.join(lacking) or f'{command[0]} exits with {done.returncode}: {done.stderr}')
    return done.stdout


class Reports:
    """JSON reports of all sets, by set"""

    def __init__(self, cotejo, entries, options=(), data=DATA, cache=None):
        self.folder = tempfile.TemporaryDirectory()
        self.entries, self.paths = entries, {}
        cache = {'XDG_CACHE_HOME': cache} if cache else {}
        for kind in (False, True):
            pairs = list(dict.fromkeys(e[1:3] for e in entries if real(e) == kind))
            if not pairs:
                continue
            manifest = self.manifest(kind, pairs)
            report = os.path.join(self.folder.name, f'{kind}.json')
            run([cotejo, 'audit', manifest, '--texts', TEXTS if kind else SAMPLE, '--rule', 'no-counterpart',
                 '--quiet', '--format', 'json', '--output', report, *options], COTEJO_DATA=data, **cache)
            self.paths.update({e[0]: report for e in entries if real(e) == kind})

    def manifest(self, kind, pairs):
        with open((OURS if kind else SAMPLE) + '/manifest.yaml', encoding='utf-8') as f:
            head = f.read().split('\npairs:')[0].replace('profile: ', f'profile: {SAMPLE}/')
        path = os.path.join(self.folder.name, f'{kind}.yaml')
        with open(path, 'w', encoding='utf-8') as f:
            f.write(head + '\npairs:\n')
            f.writelines(f'  - {{ source: {s}, target: {t}, kind: comparable }}\n' for s, t in pairs)
        return path

    def figures(self):
        """set -> figure -> value"""
        out = {}
        for name, source, target, gold in self.entries:
            lines = run([sys.executable, HERE + '/score.py', self.paths[name], gold, '--source', source, '--target', target])
            out[name] = {l.split('\t')[0]: float(l.split('\t')[1]) for l in lines.splitlines()}
        return out


@contextlib.contextmanager
def changed_data(**files):
    """a data folder like the project's with files replaced: path, / as __ and .tsv left out -> text, None to leave out"""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(DATA, folder, dirs_exist_ok=True)
        for name, text in files.items():
            path = os.path.join(folder, name.replace('__', '/') + '.tsv')
            if text is None:
                os.remove(path)
            else:
                with open(path, 'w', encoding='utf-8') as f:
                    f.write(text)
        yield folder


@contextlib.contextmanager
def listed_once():
    """lexicons are compiled again and again: list the general dictionary only the first time"""
    real_one = shutil.which('lt-print')
    with tempfile.TemporaryDirectory() as folder:
        if real_one:
            path = os.path.join(folder, 'lt-print')
            with open(path, 'w') as f:
                f.write(f'#!/bin/sh\nkept={folder}/$(echo "$*" | tr / _)\n'
                        f'[ -f "$kept" ] || {{ {real_one} "$@" >"$kept.$$" && mv "$kept.$$" "$kept"; }}\nexec cat "$kept"\n')
            os.chmod(path, 0o755)
            os.environ['PATH'] = folder + os.pathsep + os.environ['PATH']
        yield folder


def mean(values):
    values = list(values)
    return sum(values) / max(1, len(values))


def table(name, header, lines, write):
    """print a table, or write it anew; lines of sets that were skipped stay as they are"""
    text = '# ' + '\t'.join(header) + '\n' + ''.join('\t'.join(l) + '\n' for l in lines)
    if write:
        with open(os.path.join(HERE, name), 'w', encoding='utf-8') as f:
            f.write(text)
    else:
        sys.stdout.write(text)


def arguments(usage):
    """the command, and whether to write"""
    given = sys.argv[1:]
    write = '--write' in given
    given = [a for a in given if a != '--write']
    if not given or not os.access(given[0], os.X_OK):
        sys.exit(usage.strip())
    return os.path.abspath(given[0]), write, given[1:]
