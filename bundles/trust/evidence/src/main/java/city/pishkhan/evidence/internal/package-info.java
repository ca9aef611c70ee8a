/** The evidence of a case as a file: entries, proofs, seals and a PDF, without personal data. Begin with {@link EvidenceFileService}. */
@NullMarked
package city.pishkhan.evidence.internal;

import org.jspecify.annotations.NullMarked;
