package city.pishkhan.api.cases;

import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Evidence files of cases, which anyone can verify with a public key and without the hub. A file contains the case's journal
 * entries and their proofs, the hashes of its sheets and the digest of its certificate. It contains no personal data, so it is
 * identical for every permitted reader.
 */
public interface EvidenceFiles {

    /**
     * A ZIP file.
     *
     * @param name    file name
     * @param tag     equal for files with equal content
     * @param content bytes of the file
     */
    record EvidenceFile(String name, long tag, byte[] content) {}

    /**
     * Creates the file from the case's present state. Entries that are not sealed yet are included and marked.
     *
     * @param caseReader reads the case with the caller's access; called more than once
     * @param seal number of an additional seal to include in the proofs, e.g. one that an external witness stores;
     *             empty for none
     * @throws Refusal any that {@code caseReader} throws; INVALID with field {@code seal}; TOO_LARGE; UNAVAILABLE
     */
    EvidenceFile create(Supplier<CaseView> caseReader, OptionalLong seal);
}
