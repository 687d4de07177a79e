/* MQM's score: penalty points of errors on the words looked at. A finding is an issue, and an error only once a reviser has
 * confirmed it, so that no other one counts (themqm.org; ISO 5060 counts words of the target). */
#include "report.h"

enum { LEAST_WORDS = 1000 };      /* below that one error moves the score by whole points */

size_t ct_report_words(const ct_audit *audit, ct_side side)
{
    size_t n, words = 0;
    const ct_token *tokens = ct_segments_tokens(ct_document_reading_segments(ct_audit_side(audit, side)), &n);

    for (size_t i = 0; i < n; i++)
        words += tokens[i].kind == CT_TOKEN_WORD;
    return words;
}

ct_mqm ct_mqm_of(const ct_audit *audit, const ct_review *review)
{
    static const unsigned points[CT_SEVERITIES] = { 0, 1, 5, 25 };
    ct_mqm m = { .words = ct_report_words(audit, CT_TARGET) };
    const ct_finding *findings = ct_audit_findings(audit, &m.findings);
    const ct_standing *standings = review == NULL ? NULL : ct_review_standings(review);

    for (size_t i = 0; standings != NULL && i < m.findings; i++) {
        ct_severity severity = findings[i].severity;
        if (standings[i].decision == NULL)
            continue;
        m.decided++;
        if (ct_standing_state_of(&standings[i]) != CT_STANDS_CONFIRMED)
            continue;
        if (standings[i].decision->severity != NULL)
            (void)ct_severity_parse(standings[i].decision->severity, &severity);
        m.confirmed++;
        m.penalty += points[severity];
    }
    m.scored = m.confirmed > 0 && m.words >= LEAST_WORDS;
    if (m.scored)
        m.score = 100 * (1 - (double)m.penalty / (double)m.words);
    return m;
}
