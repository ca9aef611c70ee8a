package city.pishkhan.contracts.office.attestations;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A paper that an office compared with its original.
 *
 * @param id        id, used in paths
 * @param caseId    id of the case in which it was attested, at any office
 * @param kind      kind of the paper
 * @param sheets    SHA-256 of each scan covered by the attestation's seal, in page order
 * @param serial    serial number printed on the original; after the erasure of the case, serial, issuer and seen are absent
 * @param issuer    issuer of the original
 * @param seen      description of the comparison and of the original's appearance
 * @param office    code of the attesting office
 * @param at        time of the attestation; UTC, ISO 8601
 * @param state     {@code attested} by the office; {@code verified} or {@code disputed} by the district;
 *                  {@code recalled}: no longer valid
 * @param original  location of the original: {@code kept} at the office, {@code returned} to its owner,
 *                  {@code summoned} by the district, {@code brought} to the case's office
 * @param complaint code by which the district follows the complaint about a false attestation; only in the answer to the dispute
 * @param steps     later events, oldest first
 */
public record Attestation(
        UUID id,
        UUID caseId,
        String kind,
        List<String> sheets,
        @Nullable String serial,
        @Nullable String issuer,
        @Nullable String seen,
        String office,
        Instant at,
        @OneOf({"attested", "verified", "disputed", "recalled"}) String state,
        @OneOf({"kept", "returned", "summoned", "brought"}) String original,
        @Nullable String complaint,
        List<Step> steps) {

    /** Omits data read from the original. */
    @Override
    public String toString() {
        return "Attestation[id=" + id + ", state=" + state + ", original=" + original + "]";
    }

    /**
     * An event of an attestation.
     *
     * @param step   kind of event
     * @param caseId id of the case in which it happened
     * @param party  acting party: {@code office:1204} or {@code district:22}
     * @param at     time of the event; UTC, ISO 8601
     * @param reason reason, if the event requires one
     * @param sheet  SHA-256 of the signed receipt for a returned original
     */
    public record Step(
            @OneOf({"returned", "verified", "summoned", "brought", "disputed", "recalled"}) String step,
            UUID caseId,
            String party,
            Instant at,
            @Nullable String reason,
            @Nullable String sheet) {

        /** Omits the reason. */
        @Override
        public String toString() {
            return "Step[" + step + "]";
        }
    }
}
