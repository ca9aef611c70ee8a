/** Reads, locks and writes cases and their parts: inquiries, papers, people, parties. Uses the model. Begin with {@link CaseRepository}. */
package city.pishkhan.cases.internal.store;
