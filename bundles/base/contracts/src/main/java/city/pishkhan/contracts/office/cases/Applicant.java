package city.pishkhan.contracts.office.cases;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;

/**
 * An applicant. Operators see only the role; the other members are masked.
 *
 * @param role       {@code owner}, {@code co-owner} or {@code proxy}
 * @param nationalId national ID (10 digits, 8 or 9 are padded) or legal-person ID (11 digits), check digit included; digits of any script
 *                   are accepted
 * @param name       name for the certificate; up to 200 characters
 * @param mobile     mobile number for notices, {@code 09} and nine digits ({@code +98}, {@code 0098} and {@code 98} are accepted too); may
 *                   be absent
 */
public record Applicant(
        @OneOf({"owner", "co-owner", "proxy"}) String role, String nationalId, String name, @Nullable String mobile) {
    @Override
    public String toString() {
        return "Applicant[role=" + role + "]";
    }
}
