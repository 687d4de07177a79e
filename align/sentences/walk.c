/* A stretch too long for one lattice and without anchors: windows, each begun where the one before was last sure.
 *
 * A window's far edges are open: what lies beyond costs nothing. A window that finds no sure place to stop is made larger;
 * at the largest, its path is believed as far as its middle, and the next windows stay small until one is sure again:
 * a text that says one thing ten thousand times has no sure place. */
#include <stdlib.h>

#include "sentences.h"

enum { WINDOW = 8, UNSURE = 32 /* largest where nothing is sure */, LARGEST = 512, WHOLE = 128, MOST_CELLS = 60000 };

static const float sure = 0.99f;

/* How many steps of a window to keep: up to the last but two of a run of sure pairs, within its first four fifths. */
static size_t safe_end(const ct_step *steps, size_t n, ct_block_range window)
{
    size_t best = 0;
    uint32_t run = 0;

    for (size_t i = 0; i < n; i++) {
        const ct_step *s = &steps[i];
        bool far = (s->first[0] - window.first[0]) * 5 > (window.end[0] - window.first[0]) * 4
            || (s->first[1] - window.first[1]) * 5 > (window.end[1] - window.first[1]) * 4;
        run = s->n[0] == 1 && s->n[1] == 1 && s->probability >= sure ? run + 1 : 0;
        if (far)
            break;
        if (run >= 3)
            best = i;
    }
    return best;
}

static void go_on(ct_block_range *rest, const ct_step *last)
{
    for (int side = 0; side < 2; side++)
        rest->first[side] = last->first[side] + last->n[side];
}

static uint32_t least(uint32_t a, uint32_t b) { return a < b ? a : b; }

ct_status ct_walk(ct_steps *out, ct_scorer *scorer, const uint32_t *const active[2], ct_block_range rest, ct_error *err)
{
    uint32_t size = WINDOW, largest = LARGEST;

    for (;;) {
        uint64_t n[2] = { rest.end[0] - rest.first[0], rest.end[1] - rest.first[1] };
        size_t before = out->n, keep;
        ct_block_range window = rest;
        ct_status status;
        if (n[0] * n[1] <= MOST_CELLS && (n[0] + n[1] <= WHOLE || n[0] + n[1] <= 4 * size))
            return ct_lattice_run(out, scorer, active, rest, false, err);
        for (int side = 0; side < 2; side++)
            window.end[side] = least(rest.end[side], rest.first[side] + size);
        status = ct_lattice_run(out, scorer, active, window, true, err);
        if (status != CT_OK)
            return status;
        keep = safe_end(out->items + before, out->n - before, window);
        if (keep == 0 && size < largest && out->n > before) {
            out->n = before;
            size *= 2;
            continue;
        }
        largest = keep > 0 ? LARGEST : UNSURE;
        if (keep == 0)
            keep = (out->n - before) / 2 + 1;
        out->n = least((uint32_t)(before + keep), (uint32_t)out->n);
        if (out->n == before)
            return ct_lattice_run(out, scorer, active, rest, false, err);   /* one side is at its end */
        go_on(&rest, &out->items[out->n - 1]);
        size = WINDOW;
    }
}
