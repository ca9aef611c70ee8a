package city.pishkhan.api.security;

import city.pishkhan.api.Refusal;
import java.util.Optional;

/** Temporary suspension of roles according to another record of the person: the register of experts. */
public interface RoleSuspension {

    /**
     * Reason why a role of the caller has no effect in an operation now; empty if it has. Called for every operation, so
     * implementations answer from memory.
     */
    Optional<Refusal> refusal(Caller caller, String role, String operation);
}
