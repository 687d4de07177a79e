/* Decisions, oldest first: those the report was made with (`given`), those loaded, downloaded or on the server (`saved`), those
 * made here; `refused` are those that the server will not have.
 *
 * A decision is a line as the program reads it (see decision.h). Lines are never changed; where a finding stands is worked
 * out from them, by the program's own rules: of each person the last line counts, and `undone` takes that back. */
const VERDICTS = ['confirmed', 'dismissed', 'query', 'waived', 'undone'];
const FIELDS = ['by', 'at', 'reason', 'until', 'severity', 'rule', 'text', 'unit'];

class Log {
    lines = [];
    #index = new Map();      // finding: its lines; of #indexed, which is `lines` as they were
    #indexed = null;

    /* Of lines of one finding: those in force, one a person, oldest first. */
    static inForce(lines) {
        const people = new Map();
        for (const line of lines) {
            if (!people.has(line.by)) people.set(line.by, []);
            if (line.verdict === 'undone') people.get(line.by).pop(); else people.get(line.by).push(line);
        }
        const last = [...people.values()].map(stack => stack[stack.length - 1]).filter(Boolean);
        return last.sort((a, b) => lines.indexOf(a) - lines.indexOf(b));
    }

    of(id) {
        if (this.#indexed !== this.lines) {
            this.#index.clear();
            for (const line of this.lines)
                if (this.#index.has(line.finding)) this.#index.get(line.finding).push(line); else this.#index.set(line.finding, [line]);
            this.#indexed = this.lines;
        }
        return this.#index.get(id) || [];
    }

    add(...lines) { this.lines = [...this.lines, ...lines]; }
    own() { return this.lines.filter(line => !line.given); }
    unsaved() { return this.lines.filter(line => !line.given && !line.saved && !line.refused); }

    /* 'open', 'conflict', 'reopened' when a waiver has run out, or the verdict. */
    static state(inForce, today) {
        const now = inForce[inForce.length - 1];
        if (!now) return 'open';
        if (now.verdict === 'waived' && now.until < today) return 'reopened';
        return inForce.some(line => line.verdict !== now.verdict) ? 'conflict' : now.verdict;
    }

    /* The newest line that a person may take back: made here, or theirs; of one finding, or (no `id`) of all. */
    newest(by, id) {
        const stacks = new Map();
        for (const line of this.lines) {
            if (line.given || (id && line.finding !== id) || (line.saved && line.by !== by)) continue;
            const key = line.finding + ' ' + line.by;
            if (!stacks.has(key)) stacks.set(key, []);
            if (line.verdict === 'undone') stacks.get(key).pop(); else stacks.get(key).push(line);
        }
        const last = new Set([...stacks.values()].map(stack => stack[stack.length - 1]));
        for (let i = this.lines.length - 1; i >= 0; i--)
            if (last.has(this.lines[i])) return this.lines[i];
        return null;
    }

    /* What never left this page vanishes; what did, is taken back by a line of its own. */
    takeBack(line, left) {
        if (line.saved || left) this.add({ finding: line.finding, verdict: 'undone', by: line.by, at: Log.now(), rule: line.rule });
        else this.lines = this.lines.filter(other => other !== line);
    }

    /* The time, never twice the same: it tells lines apart. */
    static #last = 0;
    static now() {
        Log.#last = Math.max(Date.now(), Log.#last + 1);
        return new Date(Log.#last).toISOString();
    }

    /* What makes two lines the same line. */
    static key(l) { return JSON.stringify([l.finding, l.verdict, l.by, l.reason || '', l.at || '']); }

    /* Lines of the server's file: all it has (`whole`), or what came behind those received before. Lines made here that are not
     * among them stay behind them. Returns the findings concerned. */
    receive(lines, whole) {
        const there = new Set(lines.map(Log.key)), before = this.lines.filter(line => line.shared);
        const mine = this.lines.filter(line => !line.shared && !line.given && !there.has(Log.key(line)));
        const gone = whole ? this.lines.filter(line => line.shared || line.given) : [];
        if (lines.length === 0 && gone.length === 0) return [];
        this.lines = [...whole ? [] : before, ...lines.map(line => ({ ...line, saved: true, shared: true })), ...mine];
        return [...new Set([...lines, ...gone].map(line => line.finding))];
    }

    /* Lines of a file, in front of what was made here since. What is here already is not doubled, but counts as saved; what
     * the report was made with gives way to the file, which knows its place among the others. Returns how many were new. */
    merge(lines, saved = true) {
        const here = new Map(), fresh = [], gone = new Set();
        for (const line of this.lines) {
            if (!here.has(Log.key(line))) here.set(Log.key(line), []);
            here.get(Log.key(line)).push(line);
        }
        for (const line of lines) {
            const same = (here.get(Log.key(line)) || []).shift();
            if (same && !same.given) { same.saved ||= saved; continue; }
            if (same) gone.add(same);
            fresh.push({ ...line, saved });
        }
        const left = this.lines.filter(line => !gone.has(line)), mine = left.findIndex(line => !line.given && !line.saved);
        this.lines = mine < 0 ? [...left, ...fresh] : [...left.slice(0, mine), ...fresh, ...left.slice(mine)];
        return fresh.length - gone.size;
    }

    static write({ finding, verdict, by, at, reason, until, severity, rule, text, unit }) {
        return JSON.stringify({ finding, verdict, by, at, reason, until, severity, rule, text, unit }) + '\n';
    }

    /* The lines of a file. An error has the number of the line that is none. */
    static read(text) {
        const lines = [];
        text.split('\n').forEach((raw, i) => {
            if (raw.trim() === '') return;
            let d = null;
            try { d = JSON.parse(raw); } catch { /* said below */ }
            const keys = ['by', 'at', 'reason', 'until', 'severity', 'rule', 'text', 'unit'];
            const strings = d && keys.every(k => d[k] == null || typeof d[k] === 'string');
            if (!strings || typeof d.finding !== 'string' || !VERDICTS.includes(d.verdict)
                || (d.verdict === 'waived' && !/^\d{4}-\d\d-\d\d$/.test(d.until)))
                throw Object.assign(new Error('no decision'), { line: i + 1 });
            const line = { finding: d.finding, verdict: d.verdict };
            for (const key of keys) line[key] = d[key] || undefined;
            lines.push({ ...line, by: d.by || '' });
        });
        return lines;
    }
}
