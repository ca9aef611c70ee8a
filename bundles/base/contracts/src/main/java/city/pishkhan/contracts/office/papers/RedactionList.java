package city.pishkhan.contracts.office.papers;

import java.util.List;

/**
 * Redacted areas of a paper.
 *
 * @param items oldest first
 */
public record RedactionList(List<Redaction> items) {}
