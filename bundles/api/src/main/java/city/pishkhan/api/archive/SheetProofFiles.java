package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import java.util.OptionalLong;

/** Proof, for anybody with a public key and without the hub, that the archive had a sheet. The caller has checked that who asks may see the sheet. */
public interface SheetProofFiles {

    /**
     * A JSON object.
     *
     * @param seal number of a seal that a witness has, to tie the proof to; empty for none
     * @throws Refusal UNAVAILABLE, {@code sheet.not-sealed} for a sheet that came since the last seal; INVALID naming {@code seal}
     */
    byte[] of(String sha256, OptionalLong seal);
}
