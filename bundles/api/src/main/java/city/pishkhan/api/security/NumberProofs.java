package city.pishkhan.api.security;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** How a counter proves a citizen's number, and what it prints for who has none; and how the holder of the number before stops a change. */
public interface NumberProofs {

    /**
     * A code that was read back, looked at before anything is done: the try counts whatever becomes of the rest.
     *
     * @param code   of the row that it was held against; {@code null} for none
     * @param person opaque id
     * @param right  whether it is the one that was sent
     */
    record Entered(UUID caseId, UUID code, UUID person, boolean right) {}

    /**
     * A number that is proved.
     *
     * @param id     of the proof
     * @param state  {@code proved}, or {@code changed} if another number was proved before
     * @param waits  until when a change waits for delivery and withdrawal, and for other offices' papers; {@code null} if nothing waits
     */
    record Proved(UUID id, String state, Instant waits) {}

    /**
     * A slip to be printed. {@code toString} shows nothing.
     *
     * @param pin        once, and for nobody's memory but the citizen's
     * @param expires    when it is good no more
     * @param papersFrom when it opens papers; {@code null} for at once
     */
    record LoginSlip(UUID caseId, String tracking, String pin, Instant expires, Instant papersFrom) {
        @Override
        public String toString() {
            return "LoginSlip[" + caseId + "]";
        }
    }

    /**
     * Sends a code to the number that a citizen at the counter has.
     *
     * @param nationalId canonical, of somebody for whom the case was opened
     * @param mobile     {@code 09…}
     * @return how long the code is good
     * @throws city.pishkhan.api.Refusal NOT_FOUND for a case out of reach; INVALID {@code number.person}; TOO_MANY
     */
    Duration ask(Caller office, UUID caseId, String nationalId, String mobile);

    /**
     * Holds what was read back against what was sent for this person at this office, and counts the try.
     *
     * @param code six digits
     * @throws city.pishkhan.api.Refusal as {@link #ask}
     */
    Entered enter(Caller office, UUID caseId, String nationalId, String code);

    /** @throws city.pishkhan.api.Refusal INVALID {@code number.code} for a wrong, used or old code */
    Proved prove(Caller office, Entered entered);

    /**
     * Draws a slip, in the place of one that the person had for the case.
     *
     * @param tracking code of the case, of any office
     * @param paper    kind of the identity paper that was shown
     * @param serial   of that paper; kept as a digest
     * @throws city.pishkhan.api.Refusal NOT_FOUND if there is no such case of this person; TOO_MANY
     */
    LoginSlip issue(Caller office, String tracking, String nationalId, String paper, String serial);

    /**
     * Ends every change of the caller's number that still waits, and every slip that waits.
     *
     * @return how many
     * @throws city.pishkhan.api.Refusal CONFLICT {@code number.nothing-waits}
     */
    int stop(Caller citizen);
}
