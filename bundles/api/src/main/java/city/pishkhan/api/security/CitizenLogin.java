package city.pishkhan.api.security;

import java.time.Duration;

/**
 * How a citizen logs in: a national ID, and a one-time code that goes to a mobile which the person proved or the person's cases name; or the
 * tracking code and PIN of a slip. How far a login reaches {@link CitizenProofs} says. No answer, and no time that it takes, says whether the
 * person is known here.
 */
public interface CitizenLogin {

    /**
     * Sends a code, if there is somebody to send it to; a code that was asked for before from the same network is void.
     *
     * @param nationalId    canonical
     * @param mobile        {@code 09…}, the number that the person has: the code goes there if it is proved, a case names it, or
     *                      the register of numbers says that it is the person's, and nowhere else; {@code null} for the number proved last,
     *                      or else the one that the person's oldest case names
     * @param remoteAddress numeric
     * @return how long the code is good
     * @throws Refusal TOO_MANY after too many codes for this national ID or from this network
     */
    Duration ask(String nationalId, String mobile, String remoteAddress);

    /**
     * @param code six digits
     * @return a short-lived token of the role {@link Caller#citizenRole}
     * @throws Refusal UNAUTHENTICATED for a wrong, used or old code, and for whom there was none; TOO_MANY
     */
    Authenticator.Token enter(String nationalId, String code, String remoteAddress);

    /**
     * Logs in by a slip, whose PIN is used up by it.
     *
     * @param tracking code of the case, canonical
     * @param pin      eight digits
     * @return a short-lived token of the role {@link Caller#citizenRole}, which reaches that case alone
     * @throws Refusal UNAUTHENTICATED for a wrong, used or old PIN, and where there is none; TOO_MANY
     */
    Authenticator.Token enterSlip(String tracking, String pin, String remoteAddress);
}
