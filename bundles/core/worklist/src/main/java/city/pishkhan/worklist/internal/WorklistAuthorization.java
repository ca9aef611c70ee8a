package city.pishkhan.worklist.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;

/** Finds the agency on whose worklist a caller works. */
record WorklistAuthorization(Access access) {

    /**
     * The name of the agency for which the caller may perform an operation.
     *
     * @param operation name of the operation, for example {@code agency.worklist.claim}
     * @throws Refusal FORBIDDEN if there is none
     */
    String agency(Caller caller, String operation) {
        return access.scope(caller, operation).tenants("agency").stream()
                .findFirst()
                .orElseThrow(() -> Refusal.forbidden("access.forbidden/agency"));
    }
}
