package city.pishkhan.worklist.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;

/** Whose worklist a caller works on. */
record WorklistAuthorization(Access access) {

    /**
     * The name of the agency for which the caller may do this.
     *
     * @param operation e.g. {@code agency.worklist.claim}
     * @throws Refusal FORBIDDEN if there is none
     */
    String agency(Caller caller, String operation) {
        return access.scope(caller, operation).tenants("agency").stream()
                .findFirst()
                .orElseThrow(() -> Refusal.forbidden("access.forbidden/agency"));
    }
}
