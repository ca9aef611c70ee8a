package city.pishkhan.api.security;

import java.time.Duration;

/**
 * How a citizen logs in: a national ID, and a one-time code that goes to a mobile which the person's cases name. Offices write numbers
 * down, unproved: so a login reaches only the cases that name the very number to which its code went. No answer, and no time that it
 * takes, says whether the person is known here.
 */
public interface CitizenLogin {

    /**
     * Sends a code, if there is somebody to send it to; a code that was asked for before from the same network is void.
     *
     * @param nationalId    canonical
     * @param mobile        {@code 09…}, the number that the person has: the code goes there if a case names it, and nowhere else;
     *                      {@code null} for the number that most of the person's cases name
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
}
