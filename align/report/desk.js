/* The reviser's desk: filters, decisions, keys, two languages.  Everything it shows, it shows as text nodes.
 *
 * A decision is a line as the program reads it (see decision.h). `log` holds all lines, oldest first: those the report was
 * made with (`given`), those loaded, those made here. Where a finding stands is always worked out from the log. */
(() => {
'use strict';
const one = (selector, root) => (root || document).querySelector(selector);
const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
const VERDICTS = ['confirmed', 'dismissed', 'query', 'waived', 'undone'];
const FILTERS = ['pair', 'rule', 'severity', 'state', 'section', 'text'];
const REASONS = ['wrong finding', 'acceptable variant', 'fault of the source', 'out of scope', 'duplicate'];
const articles = all('article'), groups = all('section.group');
const byFinding = new Map();      // fingerprint: its articles; one finding can stand in several pairs
const today = new Date().toISOString().slice(0, 10);
let log = [], cells = [], current = null, filter = {}, spanish = false;

/* ---- languages ---------------------------------------------------------------------------------------------------- */

const t = english => (spanish && WORDS[english]) || english;

function translate(root) {
    for (const e of all('[data-t]', root)) {
        if (!e.dataset.t) e.dataset.t = e.textContent;
        e.textContent = t(e.dataset.t);
    }
}

function speak(es) {
    spanish = es;
    document.documentElement.lang = es ? 'es' : 'en';
    translate(document);
    for (const template of all('template')) translate(template.content);
    for (const e of all('.actions')) e.setAttribute('aria-label', t('Decision'));
    one('#desk').setAttribute('aria-label', t('Desk'));
    one('#language').textContent = es ? 'English' : 'Español';
    one('#language').lang = es ? 'en' : 'es';
    keep('language', es ? 'es' : 'en');
    for (const id of byFinding.keys()) show(id);
    count();
}

/* ---- what the browser remembers: a convenience, never relied upon -------------------------------------------------------- */

function hash(text) {
    let h = 7;
    for (let i = 0; i < text.length; i++) h = (h * 31 + text.charCodeAt(i)) | 0;
    return h;
}

const LOG = 'log ' + hash(articles.map(a => a.id).sort().join());      // of a report with these very findings
const given = () => hash(JSON.stringify(log.filter(line => line.given)));

function keep(key, value) {
    try { localStorage.setItem('cotejo ' + key, value); } catch { /* blocked for files */ }
}

function kept(key) {
    try { return localStorage.getItem('cotejo ' + key); } catch { return null; }
}

/* Lines not downloaded come back in any case; the others only into a report that knows no newer decisions. */
function restore() {
    try {
        const { from, lines } = JSON.parse(kept(LOG));
        log.push(...lines.filter(line => !line.saved || from === given()));
    } catch { /* nothing, or of another version */ }
}

/* ---- where findings stand -------------------------------------------------------------------------------------------------- */

/* The lines still in force of one finding, by person: `undone` takes the person's last one back. */
function words(id) {
    const people = new Map();
    for (const line of log) {
        if (line.finding !== id) continue;
        const stack = people.get(line.by) || [];
        people.set(line.by, stack);
        if (line.verdict === 'undone') stack.pop(); else stack.push(line);
    }
    return [...people.values()].map(stack => stack[stack.length - 1]).filter(Boolean)
        .sort((a, b) => log.indexOf(a) - log.indexOf(b));
}

function stateOf(id) {
    const last = words(id), now = last[last.length - 1];
    if (!now || (now.verdict === 'waived' && now.until < today)) return 'open';
    return last.some(w => w.verdict !== now.verdict) ? 'conflict' : now.verdict;
}

/* Write a finding's state into its articles. */
function show(id) {
    const state = stateOf(id), last = words(id);
    for (const article of byFinding.get(id)) {
        article.dataset.state = state;
        all('.said', article).forEach(e => e.remove());
        for (const w of last) {
            const p = document.createElement('p'), b = document.createElement('b');
            p.className = 'said';
            b.textContent = t(w.verdict);
            p.append(b, (w.until ? ' ' + t('until') + ' ' + w.until : '') + (w.by ? ' · ' + w.by : '')
                        + (w.reason ? ': ' + (REASONS.includes(w.reason) ? t(w.reason) : w.reason) : ''));
            one('.actions', article).before(p);
        }
        one('[data-do=undo]', article).disabled = !lastLive(id);
    }
}

const unsaved = () => log.filter(line => !line.saved && !line.given);

function count() {
    const states = [...byFinding.values()].map(a => a[0].dataset.state), done = states.filter(s => s !== 'open').length;
    const visible = articles.filter(a => !a.hidden).length;
    one('#progress').textContent = `${done} / ${states.length} ${t('decided')}` + (unsaved().length > 0
        ? ` · ${unsaved().length} ${t('not downloaded')}` : '');
    one('#shown').textContent = `${visible} / ${articles.length} ${t('shown')}`;
    one('#undo').disabled = !lastLive();
    one('#save').disabled = !log.some(line => !line.given);
    for (const [a, findings, wanted] of cells) {
        const left = findings.filter(e => e.dataset.state === 'open').length;
        if (a.closest('td')) a.textContent = left === findings.length ? String(left) : `${left}/${findings.length}`;
        a.classList.toggle('done', left === 0);
        a.ariaCurrent = ['pair', 'rule', 'severity'].every(k => (wanted[k] || '') === (filter[k] || '')) ? 'true' : null;
    }
}

/* ---- deciding ---------------------------------------------------------------------------------------------------------------- */

const idOf = article => article.id.slice(article.id.indexOf('-') + 1);
const name = () => one('#by').value.trim();

function changed(ids) {
    ids.forEach(show);
    keep(LOG, JSON.stringify({ from: given(), lines: log.filter(line => !line.given) }));
    count();
}

function decide(article, verdict, reason) {
    const id = idOf(article), quotation = one('mark', article) || one('blockquote', article);
    const line = { finding: id, verdict, by: name() };
    if (reason) line.reason = reason;
    line.rule = article.dataset.rule;
    if (quotation) line.text = quotation.textContent.trim().slice(0, 300);
    log.push(line);
    changed([id]);
    say(`${t(verdict)}: ${article.dataset.rule}`);
}

/* The newest line in force that may be taken back: made here or by the same person; of one finding, or of all. */
function lastLive(id) {
    const stacks = new Map();
    for (const line of log) {
        if (line.given || (id && line.finding !== id) || (line.saved && line.by !== name())) continue;
        const key = line.finding + ' ' + line.by, stack = stacks.get(key) || [];
        stacks.set(key, stack);
        if (line.verdict === 'undone') stack.pop(); else stack.push(line);
    }
    let newest = null, at = -1;
    for (const stack of stacks.values()) {
        const line = stack[stack.length - 1], i = line ? log.indexOf(line) : -1;
        if (i > at) { newest = line; at = i; }
    }
    return newest;
}

/* What was never downloaded vanishes; what was, is taken back by a line of its own. */
function undo(id) {
    const line = lastLive(id);
    if (!line) return say(t('Nothing to undo.'));
    if (line.saved) log.push({ finding: line.finding, verdict: 'undone', by: line.by, rule: line.rule });
    else log.splice(log.indexOf(line), 1);
    if (byFinding.has(line.finding)) {
        changed([line.finding]);
        apply();
        go(byFinding.get(line.finding).find(a => !a.hidden));
    } else changed([]);
    say(`${t('undone')}: ${t(line.verdict)}, ${line.rule || ''}`);
}

/* A line of words below the finding: the reason of a dismissal, or a note. */
function ask(article, verdict, then) {
    one('.ask') && one('.ask').remove();
    const form = one('#ask').content.cloneNode(true).firstElementChild, input = one('input', form);
    const mine = words(idOf(article)).filter(w => w.by === name()).pop();
    const finish = reason => { form.remove(); decide(article, verdict === 'note' ? (mine ? mine.verdict : 'query') : verdict, reason); then(); };
    one('.label', form).textContent = t(verdict === 'note' ? 'Note' : 'Reason');
    if (verdict === 'note') input.value = (mine && mine.reason) || '';
    else REASONS.forEach((reason, i) => {
        const button = document.createElement('button'), key = document.createElement('kbd');
        button.type = 'button';
        key.textContent = i + 1;
        button.append(t(reason) + ' ', key);
        button.onclick = () => finish(reason);
        one('.reasons', form).append(button);
    });
    form.onsubmit = e => { e.preventDefault(); if (input.value.trim()) finish(input.value.trim()); };
    form.onkeydown = e => {
        if (e.key === 'Escape') { form.remove(); go(article); }
        else if (verdict !== 'note' && input.value === '' && REASONS[e.key - 1] && e.target === input) {
            e.preventDefault();
            finish(REASONS[e.key - 1]);
        }
    };
    one('[data-do=cancel]', form).onclick = () => { form.remove(); go(article); };
    one('.actions', article).after(form);
    input.focus();
}

function act(article, what, then) {
    if (what === 'undo') undo(idOf(article));
    else if (what === 'dismissed' || what === 'note') ask(article, what, then);
    else { decide(article, what); then(); }
}

function say(text) { one('#message').textContent = text; }

/* ---- the file ------------------------------------------------------------------------------------------------------------------ */

const asLine = ({ finding, verdict, by, reason, until, rule, text }) => JSON.stringify({ finding, verdict, by, reason, until, rule, text });

function save() {
    const lines = log.filter(line => !line.given), a = document.createElement('a');
    const url = URL.createObjectURL(new Blob(lines.map(line => asLine(line) + '\n'), { type: 'application/x-ndjson' }));
    a.href = url;
    a.download = 'decisions.jsonl';
    a.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    lines.forEach(line => { line.saved = true; });
    changed([]);
    say(`${lines.length} ${t('decisions downloaded')}`);
}

/* The lines of a file; an error names the line, and then nothing is taken. */
function parse(text) {
    const lines = [];
    text.split('\n').forEach((raw, i) => {
        if (raw.trim() === '') return;
        let d = null;
        try { d = JSON.parse(raw); } catch { /* said below */ }
        const strings = d && ['by', 'reason', 'until', 'rule', 'text'].every(k => d[k] == null || typeof d[k] === 'string');
        if (!strings || typeof d.finding !== 'string' || !VERDICTS.includes(d.verdict)
            || (d.verdict === 'waived' && !/^\d{4}-\d\d-\d\d$/.test(d.until)))
            throw new Error(`${t('no decision in line')} ${i + 1}`);
        lines.push({ finding: d.finding, verdict: d.verdict, by: d.by || '', reason: d.reason || undefined,
                     until: d.until || undefined, rule: d.rule || undefined, text: d.text || undefined, saved: true });
    });
    return lines;
}

/* Lines of a file, in front of what was made here since. What is here already is not doubled, but counts as saved; what the
 * report was made with gives way to the file, which knows its place among the others. */
function take(lines) {
    const here = new Map(), fresh = [], gone = new Set();
    const key = l => JSON.stringify([l.finding, l.verdict, l.by, l.reason || '', l.until || '']);
    for (const line of log) here.set(key(line), [...(here.get(key(line)) || []), line]);
    for (const line of lines) {
        const same = (here.get(key(line)) || []).shift();
        if (same && !same.given) { same.saved = true; continue; }
        if (same) gone.add(same);
        fresh.push(line);
    }
    log = log.filter(line => !gone.has(line));
    const mine = log.findIndex(line => !line.given && !line.saved);
    log.splice(mine < 0 ? log.length : mine, 0, ...fresh);
    changed([...byFinding.keys()]);
    apply();
    return fresh.length;
}

async function load(file) {
    try {
        const lines = parse(await file.text());
        const n = take(lines), strange = lines.filter(line => !byFinding.has(line.finding)).length;
        say(`${lines.length} ${t('decisions read')}, ${n} ${t('of them new')}` + (strange ? `; ${strange} ${t('of findings that are not here')}` : ''));
    } catch (e) {
        say(`${file.name}: ${e.message}; ${t('nothing was taken')}`);
    }
}

/* ---- filters -------------------------------------------------------------------------------------------------------------------- */

function valueOf(article, key) {
    return key === 'pair' ? article.id.slice(1, article.id.indexOf('-')) : article.dataset[key] || '';
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

function fill() { for (const key of FILTERS) one('#filter-form').elements[key].value = filter[key] || ''; }

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

/* ---- going about ---------------------------------------------------------------------------------------------------------------- */

function mark(article) {
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
const onward = () => { const open = a => a.dataset.state === 'open'; step(1, open); apply(); };
const stay = article => () => { const after = articles.slice(articles.indexOf(article) + 1); apply(); go(article.hidden ? after.find(a => !a.hidden) : article); };

const KEYS = { a: 'confirmed', d: 'dismissed', q: 'query', c: 'note' };

function key(e) {
    const typing = e.target.closest && e.target.closest('input, select, textarea, dialog');
    if (typing || e.ctrlKey || e.altKey || e.metaKey || !one('#keys').checked) return;
    if (e.key === 'j' || e.key === 'k') step(e.key === 'j' ? 1 : -1);
    else if (e.key === 'n') step(1, a => a.dataset.state === 'open');
    else if (e.key === 'u') undo();
    else if (e.key === '?') one('#help').showModal();
    else if (KEYS[e.key] && current && !current.hidden) act(current, KEYS[e.key], onward);
    else return;
    e.preventDefault();
}

/* ± 2 units around each place, out of the texts below. */
function context(details, article) {
    for (const link of all('.where a', article)) {
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

/* ---- begin ------------------------------------------------------------------------------------------------------------------------- */

function furnish(article) {
    const id = idOf(article);
    byFinding.set(id, [...(byFinding.get(id) || []), article]);
    for (const e of all('.said', article))
        if (byFinding.get(id).length === 1)
            log.push({ finding: id, verdict: e.dataset.verdict, by: e.dataset.by || '', reason: e.dataset.reason,
                       until: e.dataset.until, rule: article.dataset.rule, given: true });
    if (one('.where a', article)) article.append(one('#context').content.cloneNode(true));
    article.tabIndex = -1;
    article.append(one('#actions').content.cloneNode(true));
}

articles.forEach(furnish);
cells = all('.heat a[data-filter]').map(a => {
    const wanted = Object.fromEntries(new URLSearchParams(a.dataset.filter));
    return [a, articles.filter(e => Object.keys(wanted).every(k => valueOf(e, k) === wanted[k])), wanted];
});
options('pair', all('section.pair').map(s => [s.dataset.pair, one('h2', s).textContent]));
options('rule', [...new Set(articles.map(a => a.dataset.rule))].sort().map(r => [r, r]));
options('section', all('.coverage a[data-filter]').map(a => [a.dataset.filter.slice(8), a.textContent]));
one('#by').value = kept('name') || '';
restore();
one('#desk').hidden = false;
speak((kept('language') || navigator.language).startsWith('es'));
fromAddress();
if (unsaved().length > 0) say(`${unsaved().length} ${t('decisions kept by this browser, not downloaded yet')}`);

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
one('#by').addEventListener('input', () => { keep('name', name()); for (const id of byFinding.keys()) show(id); count(); });
one('#undo').addEventListener('click', () => undo());
one('#save').addEventListener('click', save);
one('#load').addEventListener('change', e => { if (e.target.files[0]) load(e.target.files[0]); e.target.value = ''; });
one('#help-open').addEventListener('click', () => one('#help').showModal());
one('#language').addEventListener('click', () => speak(!spanish));
addEventListener('hashchange', fromAddress);
addEventListener('beforeunload', e => { if (unsaved().length > 0) e.preventDefault(); });
})();
