package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import java.util.OptionalLong;

/**
 * Proofs that the archive had a sheet, which anyone can verify with a public key and without the hub. The caller has checked that
 * the user may see the sheet.
 */
public interface SheetProofFiles {

    /**
     * Creates the proof as a JSON object.
     *
     * @param seal number of an additional seal to include in the proof, e.g. one that an external witness stores; empty
     *             for none
     * @throws Refusal UNAVAILABLE {@code sheet.not-sealed} for a sheet that was stored after the last seal; INVALID
     *     with field {@code seal}
     */
    byte[] create(String sha256, OptionalLong seal);
}
