/* The reviser's desk: filters, decisions, keys, two languages.  Everything it shows, it shows as text nodes. */
(() => {
'use strict';
const FILTERS = ['pair', 'rule', 'severity', 'state', 'section', 'new', 'text'];
const REASONS = ['wrong finding', 'acceptable variant', 'fault of the source', 'out of scope', 'duplicate'];
const SEVERITIES = ['neutral', 'minor', 'major', 'critical'];
const gates = all('[data-gate]'), articles = all('article'), pairs = all('.index tr[data-pair]').map(row => [row, all(`#pair${row.dataset.pair} article`)]), groups = all('section.group');
const byFinding = new Map();      // fingerprint: its articles; one finding can stand in several pairs
const today = new Date().toISOString().slice(0, 10);
const log = new Log();
const served = 'served' in document.documentElement.dataset;
let cells = [], current = null, filter = {}, team = null;

/* ---- languages -------------------------------------------------------------------------------------------------- */

function inLanguage(spanish) {
    speak(spanish);
    for (const e of all('.actions')) e.setAttribute('aria-label', t('Decision'));
    one('#desk').setAttribute('aria-label', t('Desk'));
    for (const id of new Set(log.lines.map(line => line.finding))) if (byFinding.has(id)) show(id);
    count();
}

/* ---- what the browser remembers: a convenience, never relied upon ----------------------------------------------- */

function hash(text) {
    let h = 7;
    for (let i = 0; i < text.length; i++) h = (h * 31 + text.charCodeAt(i)) | 0;
    return h;
}

const LOG = 'log ' + hash(articles.map(a => a.id).sort().join());      // of a report with these very findings
const given = () => hash(JSON.stringify(log.lines.filter(line => line.given)));

/* Lines not downloaded come back in any case; the others only into a report that knows no newer decisions. */
function restore() {
    try {
        const { from, lines } = JSON.parse(kept(LOG));
        log.add(...lines.filter(line => !line.saved || (from === given() && !served)));
    } catch { /* nothing, or of another version */ }
}

/* ---- where findings stand --------------------------------------------------------------------------------------- */

const name = () => one('#by').value.trim();
/* Write a finding's state into its articles. */
function show(id) {
    const last = Log.inForce(log.of(id)), state = Log.state(last, today), mine = log.newest(name(), id);
    for (const article of byFinding.get(id)) {
        furnish(article);
        article.dataset.state = state === 'open' && one('.former', article) ? 'reopened' : state;
        all('.said', article).forEach(e => e.remove());
        for (const w of last) {
            const p = document.createElement('p'), b = document.createElement('b');
            p.className = 'said';
            b.textContent = t(w.verdict);
            p.append(b, (w.until ? ' ' + t('until') + ' ' + w.until : '') + (w.by ? ' · ' + w.by : '')
                        + (w.reason ? ': ' + (REASONS.includes(w.reason) ? t(w.reason) : w.reason) : ''));
            one('.actions', article).before(p);
        }
        one('[data-do=undo]', article).disabled = !mine;
    }
}

function count() {
    const done = [...byFinding.values()].filter(a => !isOpen(a[0])).length, unsaved = log.unsaved().length;
    const visible = articles.filter(a => !a.hidden).length;
    one('#progress').textContent = `${done} / ${byFinding.size} ${t('decided')}` + (unsaved > 0 ? ` · ${unsaved} ${t(served ? 'not on the server yet' : 'not downloaded')}` : '');
    one('#shown').textContent = `${visible} / ${articles.length} ${t('shown')}`;
    one('#undo').disabled = !log.newest(name());
    one('#save').disabled = log.own().length === 0;
    for (const tile of gates) gate(tile);
    for (const [row, findings] of pairs) waiting(row, findings);
    for (const [a, findings, wanted] of cells) {
        const left = findings.filter(isOpen).length;
        if (a.closest('td')) a.textContent = left === findings.length ? String(left) : `${left}/${findings.length}`;
        a.classList.toggle('done', left === 0);
        a.ariaCurrent = ['pair', 'rule', 'severity'].every(k => (wanted[k] || '') === (filter[k] || '')) ? 'true' : null;
    }
}

/* A row of the table of pairs. */
function waiting(row, findings) {
    const left = findings.filter(isOpen), tell = (name, n) => {
        one('.' + name + ' b', row).textContent = n;
        one('.' + name, row).classList.toggle('nil', n === 0);
    };
    tell('todo', left.length);
    tell('grave', left.filter(a => SEVERITIES.indexOf(a.dataset.severity) > 1).length);
    tell('back', left.filter(a => stateOf(a) === 'reopened').length);
    tell('conflict', left.filter(a => stateOf(a) === 'conflict').length);
    one('progress', row).value = findings.length - left.length;
    one('.wide span:last-of-type', row).textContent = `${findings.length - left.length} / ${findings.length}`;
}

/* A tile of the verdict: how many findings gate, as things are decided now. */
function gate(tile) {
    const least = SEVERITIES.indexOf(tile.dataset.gate);
    const n = all('article', tile.closest('.pair')).filter(a => SEVERITIES.indexOf(a.dataset.severity) >= least
        && !['dismissed', 'waived'].includes(stateOf(a)) && !('newOnly' in tile.dataset && !('new' in a.dataset))).length;
    one('b', tile).textContent = n;
    tile.classList.toggle('shut', n > 0);
}

/* ---- deciding --------------------------------------------------------------------------------------------------- */

const stateOf = article => article.dataset.state || 'open';
const isOpen = article => ['open', 'reopened', 'conflict'].includes(stateOf(article));
const idOf = article => article.id.slice(article.id.indexOf('-') + 1);

function changed(ids) {
    ids.filter(id => byFinding.has(id)).forEach(show);
    keep(LOG, JSON.stringify({ from: given(), lines: served ? log.unsaved() : log.own() }));
    count();
    if (team && log.unsaved().length > 0) team.send();
}

function decide(article, verdict, reason, until) {
    const id = idOf(article), quotation = one('blockquote', article), marked = one('mark', article) || quotation;
    const line = { finding: id, verdict, by: name(), at: Log.now() };
    if (reason) line.reason = reason;
    if (until) line.until = until;
    line.rule = article.dataset.rule;
    if (quotation) {
        line.text = marked.textContent.trim().slice(0, 300);
        line.unit = quotation.textContent.trim().slice(0, 3000);
    }
    log.add(line);
    changed([id]);
    say(`${t(verdict)}: ${article.dataset.rule}`);
}

function undo(id) {
    const line = log.newest(name(), id);
    if (!line) return say(t('Nothing to undo.'));
    log.takeBack(line, served);
    changed([line.finding]);
    apply();
    if (byFinding.has(line.finding)) go(byFinding.get(line.finding).find(a => !a.hidden));
    say(`${t('undone')}: ${t(line.verdict)}, ${line.rule || ''}`);
}

/* A line of words below the finding: the reason of a dismissal or of a waiver and its last day, or a note. */
function ask(article, verdict, then) {
    one('.ask') && one('.ask').remove();
    const form = one('#ask').content.cloneNode(true).firstElementChild, input = one('[name=reason]', form), until = one('[name=until]', form);
    const mine = Log.inForce(log.of(idOf(article))).find(w => w.by === name()), close = () => { form.remove(); go(article); };
    const kind = verdict === 'note' ? (mine && mine.verdict !== 'waived' ? mine.verdict : 'query') : verdict;
    const finish = reason => { form.remove(); decide(article, kind, reason, kind === 'waived' ? until.value : ''); then(); };
    one('.label', form).textContent = t(verdict === 'note' ? 'Note' : 'Reason');
    until.parentNode.hidden = kind !== 'waived';
    until.disabled = kind !== 'waived';
    until.min = today;
    if (kind === 'waived') until.value = new Date(Date.now() + 90 * 864e5).toISOString().slice(0, 10);
    if (verdict === 'note') input.value = (mine && mine.reason) || '';
    if (verdict === 'dismissed') REASONS.forEach((reason, i) => {
        const button = document.createElement('button'), key = document.createElement('kbd');
        button.type = 'button';
        key.textContent = i + 1;
        button.append(t(reason) + ' ', key);
        button.onclick = () => finish(reason);
        one('.reasons', form).append(button);
    });
    form.onsubmit = e => { e.preventDefault(); if (input.value.trim() && form.checkValidity()) finish(input.value.trim()); };
    form.onkeydown = e => {
        if (e.key === 'Escape') close();
        else if (verdict === 'dismissed' && input.value === '' && REASONS[e.key - 1] && e.target === input) {
            e.preventDefault();
            finish(REASONS[e.key - 1]);
        }
    };
    one('[data-do=cancel]', form).onclick = close;
    one('.actions', article).after(form);
    input.focus();
}

function act(article, what, then) {
    if (what === 'undo') undo(idOf(article));
    else if (served && !name()) {      // two people without a name would overrule each other
        one('#filters').open = true;
        one('#by').focus();
        say(t('Say your name first: the others see who decided.'));
    } else if (['dismissed', 'waived', 'note'].includes(what)) ask(article, what, then);
    else { decide(article, what); then(); }
}

/* ---- the file --------------------------------------------------------------------------------------------------- */

function save() {
    const lines = log.own(), a = document.createElement('a');
    const url = URL.createObjectURL(new Blob(lines.map(Log.write), { type: 'application/x-ndjson' }));
    a.href = url;
    a.download = 'decisions.jsonl';
    a.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    lines.forEach(line => { line.saved = true; });
    changed(lines.map(line => line.finding));
    say(`${lines.length} ${t('decisions downloaded')}`);
}

/* A file with a line that is no decision is not taken at all. */
async function load(file) {
    try {
        const lines = Log.read(await file.text()), n = log.merge(lines, !served);
        const strange = lines.filter(line => !byFinding.has(line.finding)).length;
        changed([...new Set(log.lines.map(line => line.finding))]);
        apply();
        say(`${lines.length} ${t('decisions read')}, ${n} ${t('of them new')}` + (strange ? `; ${strange} ${t('of findings that are not here')}` : ''));
    } catch (e) {
        say(`${file.name}: ${e.line ? t('no decision in line') + ' ' + e.line : e.message}; ${t('nothing was taken')}`);
    }
}

/* ---- filters ---------------------------------------------------------------------------------------------------- */

function valueOf(article, key) {
    return key === 'pair' ? article.id.slice(1, article.id.indexOf('-')) : key === 'state' ? stateOf(article)
        : key === 'new' ? ('new' in article.dataset ? 'new' : '') : article.dataset[key] || '';
}

function passes(article) {
    return FILTERS.every(key => !filter[key] || (key === 'text'
        ? article.textContent.toLowerCase().includes(filter.text.toLowerCase()) : valueOf(article, key) === filter[key]));
}

/* Show what passes. A finding under way stays until its words are done. */
function apply() {
    for (const article of articles) article.hidden = !passes(article);
    for (const group of groups) group.hidden = !one('article:not([hidden])', group);
    count();
}

/* The fragment is either filters ("rule=x&state=open") or the address of a place. */
function fromAddress() {
    const fragment = location.hash.slice(1);
    if (fragment && !fragment.includes('=')) {
        const e = document.getElementById(fragment);
        const article = e && e.closest('article');
        if (article) { if (article.hidden) { filter = {}; fill(); apply(); } go(article); }
        return;
    }
    const given = new URLSearchParams(location.hash.slice(1));
    filter = {};
    for (const key of FILTERS) if (given.get(key)) filter[key] = given.get(key);
    fill();
    apply();
}

function fill() {
    for (const key of FILTERS) {
        const field = one('#filter-form').elements[key];
        if (field.type === 'checkbox') field.checked = Boolean(filter[key]); else field.value = filter[key] || '';
    }
}

function setFilter(next) {
    filter = {};
    for (const key of FILTERS) if (next[key]) filter[key] = next[key];
    history.replaceState(null, '', '#' + new URLSearchParams(filter));
    fill();
    apply();
}

function options(key, values) {
    const select = one('#filter-form').elements[key];
    for (const [value, text] of values) select.append(new Option(text, value));
    if (values.length < 2) select.parentNode.hidden = true;
}

/* ---- going about ------------------------------------------------------------------------------------------------ */

function mark(article) {
    furnish(article);
    if (current) current.classList.remove('current');
    current = article;
    article.classList.add('current');
}

function go(article) {
    if (!article) return;
    mark(article);
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: 'start' });
}

/* The next visible finding from the current one (or from the top), in a direction. */
function step(way, wanted) {
    const from = current ? articles.indexOf(current) : way > 0 ? -1 : articles.length;
    for (let i = from + way; i >= 0 && i < articles.length; i += way)
        if (!articles[i].hidden && (!wanted || wanted(articles[i]))) return go(articles[i]);
    say(t(wanted ? 'Nothing more to decide from here on.' : 'No more findings that way.'));
}

/* After a decision by key: on to the next that waits. */
const onward = () => { step(1, isOpen); apply(); };
const stay = article => () => { const after = articles.slice(articles.indexOf(article) + 1); apply(); go(article.hidden ? after.find(a => !a.hidden) : article); };

const KEYS = { a: 'confirmed', d: 'dismissed', q: 'query', c: 'note', w: 'waived' };

function key(e) {
    const typing = e.target.closest && e.target.closest('input, select, textarea, dialog');
    if (typing || e.ctrlKey || e.altKey || e.metaKey || !one('#keys').checked) return;
    if (e.key === 'j' || e.key === 'k') step(e.key === 'j' ? 1 : -1);
    else if (e.key === 'n') step(1, isOpen);
    else if (e.key === 'u') undo();
    else if (e.key === '?') one('#help').showModal();
    else if (KEYS[e.key] && current && !current.hidden) act(current, KEYS[e.key], onward);
    else return;
    e.preventDefault();
}

/* ± 2 units around each place, out of the texts below. */
function context(details, article) {
    for (const link of all('cite a', article)) {
        const unit = document.getElementById(link.hash.slice(1));
        if (!unit) continue;
        const units = all('.unit', unit.closest('.texts')), at = units.indexOf(unit);
        for (const u of units.slice(Math.max(0, at - 2), at + 3)) {
            const p = document.createElement('p');
            p.lang = u.lang;
            p.className = u === unit ? 'here' : '';
            p.append(...[...u.childNodes].map(node => node.cloneNode(true)));
            details.append(p);
        }
    }
}

/* ---- begin ------------------------------------------------------------------------------------------------------ */

/* Buttons come when a finding comes near: thousands of them at once would keep the page from opening. */
function furnish(article) {
    if (one('.actions', article)) return;
    if (one('cite a', article)) article.append(one('#context').content.cloneNode(true));
    article.append(one('#actions').content.cloneNode(true));
    one('.actions', article).setAttribute('aria-label', t('Decision'));
    one('[data-do=undo]', article).disabled = true;
    one('.head a', article).href = '#' + article.id;
    article.tabIndex = -1;
}

for (const article of articles) {
    const id = idOf(article);
    if (!byFinding.has(id)) byFinding.set(id, []);
    byFinding.get(id).push(article);
}
for (const e of all('.said'))
    if (byFinding.get(idOf(e.closest('article')))[0] === e.closest('article'))
        log.lines.push({ finding: idOf(e.closest('article')), verdict: e.dataset.verdict, by: e.dataset.by || '',
                         reason: e.dataset.reason, until: e.dataset.until, at: e.dataset.at,
                         rule: e.closest('article').dataset.rule, given: true });
const buckets = new Map();      // "pair rule" and "pair rule severity": the findings of a cell
for (const article of articles)
    for (const key of [`${valueOf(article, 'pair')} ${article.dataset.rule}`, `${valueOf(article, 'pair')} ${article.dataset.rule} ${article.dataset.severity}`]) {
        if (!buckets.has(key)) buckets.set(key, []);
        buckets.get(key).push(article);
    }
cells = all('.heat a[data-filter]').map(a => {
    const wanted = Object.fromEntries(new URLSearchParams(a.dataset.filter));
    return [a, buckets.get(Object.values(wanted).join(' ')) || [], wanted];
});
options('pair', all('section.pair').map(s => [s.dataset.pair, one('h2', s).textContent]));
options('rule', [...new Set(articles.map(a => a.dataset.rule))].sort().map(r => [r, r]));
options('section', all('.coverage a[data-filter]').map(a => [a.dataset.filter.slice(8), a.textContent]));
one('#filter-form').elements.new.parentNode.hidden = !one('article[data-new]');
one('#by').value = kept('name') || '';
restore();
one('#desk').hidden = false;
if (served) one('#help-kept').textContent = one('#help-kept').dataset.t =
    'Every decision is in the file of decisions at once; what could not be sent is sent again. The others see it within seconds.';
inLanguage(speaksSpanish());
fromAddress();
if (log.unsaved().length > 0) say(`${log.unsaved().length} ${t('decisions kept by this browser, not downloaded yet')}`);

const near = new IntersectionObserver(seen => {
    for (const entry of seen) if (entry.isIntersecting) { furnish(entry.target); near.unobserve(entry.target); }
}, { rootMargin: '800px' });
articles.forEach(article => near.observe(article));
document.addEventListener('keydown', key);
document.addEventListener('click', e => {
    const link = e.target.closest('a[data-filter]'), button = e.target.closest('.actions button'), article = e.target.closest('article');
    if (article) mark(article);
    if (button) act(article, button.dataset.do, stay(article));
    if (!link) return;
    e.preventDefault();
    setFilter(Object.fromEntries(new URLSearchParams(link.dataset.filter)));
    go(articles.find(a => !a.hidden));
});
document.addEventListener('focusin', e => { const article = e.target.closest('article'); if (article) mark(article); });
document.addEventListener('toggle', e => {
    const details = e.target;
    if (details.className === 'context' && details.open && details.childElementCount === 1) context(details, details.closest('article'));
}, true);
one('#filter-form').addEventListener('input', e => { if (e.target.name) setFilter(Object.fromEntries(new FormData(e.currentTarget))); });
one('#filter-form').addEventListener('submit', e => e.preventDefault());
one('#filter-form').addEventListener('reset', e => { e.preventDefault(); setFilter({}); });
one('#by').addEventListener('input', () => { keep('name', name()); changed(log.lines.map(line => line.finding)); });
one('#undo').addEventListener('click', () => undo());
one('#save').addEventListener('click', save);
one('#load').addEventListener('change', e => { if (e.target.files[0]) load(e.target.files[0]); e.target.value = ''; });
one('#help-open').addEventListener('click', () => one('#help').showModal());
one('#language').addEventListener('click', () => { inLanguage(!Speech.spanish); keep('language', Speech.spanish ? 'es' : 'en'); });
addEventListener('hashchange', fromAddress);
if (served) {
    team = new Team(log, ids => { changed(ids); apply(); }, say);
    team.listen();
    one('#invite').hidden = false;
    one('#invite').addEventListener('click', invite);
}
addEventListener('beforeunload', e => { if (log.unsaved().length > 0) e.preventDefault(); });
})();
