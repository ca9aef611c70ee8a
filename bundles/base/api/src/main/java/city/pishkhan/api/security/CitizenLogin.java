package city.pishkhan.api.security;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Login of citizens: by national ID and a one-time code to a mobile that the person proved or that a case contains, or by the
 * tracking code and PIN of a slip. {@link CitizenProofs} determines the access of a login. Neither answers nor response times
 * reveal whether the person is known.
 */
public interface CitizenLogin {

    /**
     * Sends a one-time code if the person has a mobile to which the code may be sent. A code requested earlier from the
     * same network becomes invalid.
     *
     * @param nationalId    canonical form
     * @param mobile        mobile to use, {@code 09…}. The code is sent only if the mobile is proved, a case contains
     *     it, or the register of numbers confirms it. {@code null} for the mobile proved last, or else that of the
     *     person's oldest case
     * @param remoteAddress numeric
     * @return validity of the code
     * @throws Refusal TOO_MANY after too many codes for this national ID or from this network
     */
    Duration sendCode(String nationalId, @Nullable String mobile, String remoteAddress);

    /**
     * Logs in by code.
     *
     * @param code six digits
     * @return a short-lived token with the role {@link Caller#citizenRole}
     * @throws Refusal UNAUTHENTICATED for a wrong, used or expired code, and if none was sent; TOO_MANY
     */
    Authenticator.Token loginByCode(String nationalId, String code, String remoteAddress);

    /**
     * Logs in by a slip; its PIN can be used once.
     *
     * @param tracking tracking code of the case in canonical form
     * @param pin      eight digits
     * @return a short-lived token with the role {@link Caller#citizenRole}, limited to that case
     * @throws Refusal UNAUTHENTICATED for a wrong, used or expired PIN, and if there is none; TOO_MANY
     */
    Authenticator.Token loginBySlip(String tracking, String pin, String remoteAddress);
}
