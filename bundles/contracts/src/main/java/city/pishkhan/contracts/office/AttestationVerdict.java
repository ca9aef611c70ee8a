package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;

/**
 * What a district makes of an attestation.
 *
 * @param decision {@code verify}: the copy is trusted; {@code dispute}: it is false
 * @param reason   why it is false, 10 to 2,000 characters
 */
public record AttestationVerdict(@OneOf({"verify", "dispute"}) String decision, @Nullable String reason) {}
