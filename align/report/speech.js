/* What every page's script needs: finding elements, the two languages, a memory that the browser may refuse. */
const one = (selector, root) => (root || document).querySelector(selector);
const all = (selector, root) => [...(root || document).querySelectorAll(selector)];

/* A convenience, never relied upon: it may be blocked for files. */
function keep(key, value) {
    try { localStorage.setItem('cotejo ' + key, value); } catch { /* blocked */ }
}

function kept(key) {
    try { return localStorage.getItem('cotejo ' + key); } catch { return null; }
}

function say(text) { one('#message').textContent = text; }

const Speech = { spanish: document.documentElement.lang === 'es' };     // as the page comes
const t = english => (Speech.spanish && WORDS[english]) || english;

function translate(root) {
    for (const e of all('[data-t]', root)) {
        if (!e.dataset.t) e.dataset.t = e.textContent;
        e.textContent = t(e.dataset.t);
    }
}

function speak(spanish) {
    if (spanish || Speech.spanish) {
        Speech.spanish = spanish;
        translate(document);
        for (const template of all('template')) translate(template.content);
    }
    document.documentElement.lang = spanish ? 'es' : 'en';
    one('#language').textContent = spanish ? 'English' : 'Español';
    one('#language').lang = spanish ? 'en' : 'es';
}

const speaksSpanish = () => (kept('language') || (Speech.spanish ? 'es' : navigator.language)).startsWith('es');

/* An address that lets one more browser in, shown to be passed on. */
async function invite() {
    try {
        const answer = await fetch('/invite', { method: 'POST', headers: { 'Content-Type': 'application/x-ndjson' }, body: '' });
        if (!answer.ok) throw new Error(await answer.text());
        say(`${t('This address lets one browser in, once:')} ${(await answer.text()).trim()}`);
    } catch (e) { say(e.message); }
}
