/* A desk that a server stands behind: decisions go there at once, and those of others come from there.
 *
 * What the server's file has is the truth; lines made here stand behind it until they come back from there. A line that got no
 * answer is sent again: the server knows it by finding, person, verdict, reason and time, and does not double it. */
class Team {
    /* heard(ids): findings on which something changed; trouble(words): what keeps it from working, '' when it works again */
    constructor(log, heard, trouble) {
        Object.assign(this, { log, heard, trouble, at: '0.0', turn: Promise.resolve(), failures: 0 });
    }

    /* One exchange after the other. */
    next(what) {
        this.turn = this.turn.then(what).then(() => { if (this.failures) this.trouble(''); this.failures = 0; }, e => {
            this.failures++;
            this.trouble(e.status === 401 ? t('Signed out: open a fresh address of the server.')
                : e.status ? e.message : t('The server does not answer.'));
        });
        return this.turn;
    }

    async ask(path, options) {
        const answer = await fetch(path, { cache: 'no-store', ...options });
        if (!answer.ok) throw Object.assign(new Error((await answer.text()).trim()), { status: answer.status });
        return answer;
    }

    send() { return this.next(async () => {
        for (;;) {
            const lines = this.log.unsaved().slice(0, 200);
            if (lines.length === 0) return;
            try {
                await this.ask('/decisions', { method: 'POST', headers: { 'Content-Type': 'application/x-ndjson' },
                                               body: lines.map(Log.write).join('') });
            } catch (e) {
                if (e.status === 400) lines.forEach(line => { line.refused = true; });      /* it never will be taken */
                throw e;
            }
            lines.forEach(line => { line.saved = true; });
            await this.hear();
        }
    }); }

    async hear() {
        const answer = await this.ask('/decisions?from=' + this.at);
        const whole = answer.headers.get('Cotejo-Whole') === '1', lines = Log.read(await answer.text());
        this.at = answer.headers.get('Cotejo-At');
        const ids = this.log.receive(lines, whole);
        if (ids.length > 0) this.heard(ids);
    }

    /* For as long as the page is open; less often when nobody looks, or when the server is away. */
    async listen() {
        await this.next(() => this.hear());
        if (this.log.unsaved().length > 0 && !this.failures) await this.send();
        setTimeout(() => this.listen(), (document.hidden ? 15000 : 2000) * Math.min(this.failures + 1, 8));
    }
}
