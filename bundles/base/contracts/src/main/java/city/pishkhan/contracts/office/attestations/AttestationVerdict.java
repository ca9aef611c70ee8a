package city.pishkhan.contracts.office.attestations;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;

/**
 * A district's verdict on an attestation.
 *
 * @param decision {@code verify}: the district trusts the scan; {@code dispute}: the attestation is false
 * @param reason   reason of a dispute, 10 to 2,000 characters
 */
public record AttestationVerdict(@OneOf({"verify", "dispute"}) String decision, @Nullable String reason) {}
