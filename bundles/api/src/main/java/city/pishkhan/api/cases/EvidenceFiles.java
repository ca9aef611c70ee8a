package city.pishkhan.api.cases;

import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Evidence of one case that anybody can check with a public key and without the hub: its entries, what proves them, its sheets' hashes,
 * its certificate's digest. It holds no personal data, so it is the same for all who may have it.
 */
public interface EvidenceFiles {

    /**
     * A ZIP.
     *
     * @param name    file name
     * @param tag     the same for the same content
     * @param content its bytes
     */
    record EvidenceFile(String name, long tag, byte[] content) {}

    /**
     * Makes the file as the case stands. Entries that no seal covers yet are in it, and it says so.
     *
     * @param look reads the case as the caller may see it, and is asked more than once
     * @param seal number of a seal that a witness has, to tie the proofs to; empty for none
     * @throws Refusal what {@code look} throws; INVALID naming {@code seal}; TOO_LARGE; UNAVAILABLE
     */
    EvidenceFile of(Supplier<CaseView> look, OptionalLong seal);
}
