package city.pishkhan.api.security;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Proof of a citizen's mobile at a counter, and login slips for citizens without a mobile. The holder of the previous mobile can
 * stop a change.
 */
public interface NumberProofs {

    /**
     * Result of comparing an entered code with the sent code. The attempt is always counted, even if the caller's next
     * step fails.
     *
     * @param code   id of the stored code that was compared; {@code null} if no code was stored
     * @param person opaque id
     * @param right  whether the code is right
     */
    record CodeCheckResult(UUID caseId, @Nullable UUID code, UUID person, boolean right) {}

    /**
     * A proved mobile.
     *
     * @param id    id of the proof
     * @param state {@code proved}, or {@code changed} if another mobile was proved before
     * @param waits time until which the citizen must wait before redirecting deliveries, withdrawing cases or seeing
     *     papers of other offices; {@code null} if there is no waiting period
     */
    record ProvedMobile(UUID id, String state, @Nullable Instant waits) {}

    /**
     * A slip to be printed. {@code toString} shows only the case's id.
     *
     * @param pin        available only here; it is not stored in readable form
     * @param expires    time at which it expires
     * @param papersFrom time from which it gives access to papers; {@code null} for at once
     */
    record LoginSlip(UUID caseId, String tracking, String pin, Instant expires, @Nullable Instant papersFrom) {
        @Override
        public String toString() {
            return "LoginSlip[" + caseId + "]";
        }
    }

    /**
     * Sends a code to the mobile of a citizen at the counter.
     *
     * @param nationalId a person of the case, in canonical form
     * @param mobile     {@code 09…}
     * @return validity of the code
     * @throws city.pishkhan.api.Refusal NOT_FOUND for a case outside the caller's scope; INVALID {@code number.person}; TOO_MANY
     */
    Duration sendCode(Caller office, UUID caseId, String nationalId, String mobile);

    /**
     * Compares an entered code with the code sent for this person at this office, and counts the attempt.
     *
     * @param code six digits
     * @throws city.pishkhan.api.Refusal as {@link #sendCode}
     */
    CodeCheckResult checkCode(Caller office, UUID caseId, String nationalId, String code);

    /**
     * Records that the citizen proved the mobile by entering the right code.
     *
     * @throws city.pishkhan.api.Refusal INVALID {@code number.code} for a wrong, used or expired code
     */
    ProvedMobile recordProof(Caller office, CodeCheckResult entered);

    /**
     * Issues a slip; replaces an earlier slip of the person for the case.
     *
     * @param tracking tracking code of a case of any office
     * @param paper    kind of the identity paper that was shown
     * @param serial   serial number of that paper; stored as a digest
     * @throws city.pishkhan.api.Refusal NOT_FOUND if there is no such case of this person; TOO_MANY
     */
    LoginSlip issue(Caller office, String tracking, String nationalId, String paper, String serial);

    /**
     * Cancels every change of the caller's mobile that waits to take effect, and every login slip that does not show papers
     * yet because another office printed it.
     *
     * @return number of cancelled changes and login slips
     * @throws city.pishkhan.api.Refusal CONFLICT {@code number.nothing-waits}
     */
    int cancelChanges(Caller citizen);
}
