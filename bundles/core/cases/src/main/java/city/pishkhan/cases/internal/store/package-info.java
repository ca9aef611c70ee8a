/** Reads, locks and writes cases and their parts: inquiries, papers, people, parties. Uses the model. Begin with {@link CaseRepository}. */
@NullMarked
package city.pishkhan.cases.internal.store;

import org.jspecify.annotations.NullMarked;
