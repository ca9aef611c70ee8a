/**
 * Reads, locks and writes cases and what belongs to them: inquiries, papers, persons, parties. Uses the model. Begin with {@link
 * CaseRepository}.
 */
package city.pishkhan.cases.internal.store;
