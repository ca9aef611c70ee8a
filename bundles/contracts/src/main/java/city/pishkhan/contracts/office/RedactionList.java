package city.pishkhan.contracts.office;

import java.util.List;

/**
 * Areas of a paper that were covered.
 *
 * @param items oldest first
 */
public record RedactionList(List<Redaction> items) {}
