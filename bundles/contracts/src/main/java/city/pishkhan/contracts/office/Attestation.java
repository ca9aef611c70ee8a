package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A paper that was compared with its original.
 *
 * @param id        for paths
 * @param caseId    in which it was attested, of any office
 * @param kind      of the paper
 * @param sheets    SHA-256 of each scan that the attestation is sealed with, by page
 * @param serial    number printed on the original; absent once the case is erased, as issuer and seen
 * @param issuer    who issued it
 * @param seen      what was compared and how it looked
 * @param office    that attested it
 * @param at        UTC, ISO 8601
 * @param state     whether a district trusts it, and whether it still counts
 * @param original  where the original is
 * @param complaint code by which the district follows what becomes of a false attestation; in the answer to that alone
 * @param steps     what happened since, oldest first
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

    /** Shows nothing that was read on the original. */
    @Override
    public String toString() {
        return "Attestation[id=" + id + ", state=" + state + ", original=" + original + "]";
    }

    /**
     * Something that happened to it.
     *
     * @param step   what happened
     * @param caseId in which
     * @param party  {@code office:1204} or {@code district:22}
     * @param at     UTC, ISO 8601
     * @param reason why, where that is asked for
     * @param sheet  SHA-256 of the signed receipt of a return
     */
    public record Step(
            @OneOf({"returned", "verified", "summoned", "brought", "disputed", "recalled"}) String step,
            UUID caseId,
            String party,
            Instant at,
            @Nullable String reason,
            @Nullable String sheet) {

        /** Without the reason. */
        @Override
        public String toString() {
            return "Step[" + step + "]";
        }
    }
}
