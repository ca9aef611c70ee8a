package city.pishkhan.api;

import java.time.Duration;

/**
 * How a citizen logs in: a national ID, and a one-time code that goes to the mobile which the person's cases name. No answer, and no time
 * that it takes, says whether the person is known here.
 */
public interface CitizenLogin {

    /**
     * Sends a code, if there is somebody to send it to; a code sent before is void.
     *
     * @param nationalId    canonical
     * @param remoteAddress numeric
     * @return how long the code is good
     * @throws Refusal TOO_MANY after too many codes for this national ID or from this address
     */
    Duration ask(String nationalId, String remoteAddress);

    /**
     * @param code six digits
     * @return a short-lived token of the role {@code citizen:<person>}
     * @throws Refusal UNAUTHENTICATED for a wrong, used or old code, and for whom there was none; TOO_MANY
     */
    Authenticator.Token enter(String nationalId, String code, String remoteAddress);
}
