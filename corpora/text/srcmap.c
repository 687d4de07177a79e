/* Runs of equal pieces, found by binary search. */
#include "text.h"

bool ct_srcmap_add(ct_srcmap *map, uint32_t count, uint32_t to, uint32_t from)
{
    ct_run *last = map->runs.n > 0 ? &map->runs.items[map->runs.n - 1] : NULL;

    if (count == 0)
        return true;
    if (to > UINT16_MAX || from > UINT16_MAX)   /* a cluster of thousands of combining marks: no text, and refused */
        return false;
    if (last != NULL && last->to == to && last->from == from
        && last->from_start + last->count * last->from == map->from_end)
        last->count += count;
    else if (!ct_push(&map->runs, (ct_run){ map->to_end, map->from_end, count, (uint16_t)to, (uint16_t)from }))
        return false;
    map->to_end += count * to;
    map->from_end += count * from;
    return true;
}

void ct_srcmap_skip(ct_srcmap *map, uint32_t from)
{
    map->from_end += from;
}

/* The last run that begins at or before `offset`; the map has at least one. */
static const ct_run *run_at(const ct_srcmap *map, uint32_t offset)
{
    size_t low = 0, high = map->runs.n;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (map->runs.items[middle].to_start <= offset)
            low = middle;
        else
            high = middle;
    }
    return &map->runs.items[low];
}

uint32_t ct_srcmap_start(const ct_srcmap *map, uint32_t offset)
{
    const ct_run *run;
    uint32_t piece;

    if (offset >= map->to_end || map->runs.n == 0)
        return map->from_end;
    run = run_at(map, offset);
    piece = run->to == 0 ? 0 : (offset - run->to_start) / run->to;
    return run->from_start + (piece < run->count ? piece : run->count - 1) * run->from;
}

uint32_t ct_srcmap_end(const ct_srcmap *map, uint32_t offset)
{
    const ct_run *run;
    uint32_t pieces;

    if (offset == 0)
        return ct_srcmap_start(map, 0);
    if (map->runs.n == 0)
        return map->from_end;
    run = run_at(map, offset - 1);
    pieces = run->to == 0 ? run->count : (offset - run->to_start + run->to - 1) / run->to;
    return run->from_start + (pieces < run->count ? pieces : run->count) * run->from;
}

uint32_t ct_srcmap_to(const ct_srcmap *map, uint32_t offset)
{
    size_t low = 0, high = map->runs.n;
    const ct_run *run;
    uint32_t piece;

    while (low < high) {      /* the first run that ends behind `offset` */
        size_t middle = low + (high - low) / 2;
        run = &map->runs.items[middle];
        if (run->from_start + run->count * run->from <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == map->runs.n)
        return map->to_end;
    run = &map->runs.items[low];
    piece = offset <= run->from_start || run->from == 0 ? 0 : (offset - run->from_start) / run->from;
    return run->to_start + piece * run->to;
}

void ct_srcmap_release(ct_srcmap *map)
{
    ct_vector_release(&map->runs);
    *map = (ct_srcmap){ 0 };
}
