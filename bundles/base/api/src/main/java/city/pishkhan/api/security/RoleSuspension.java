package city.pishkhan.api.security;

import city.pishkhan.api.Refusal;
import java.util.Optional;

/** Temporary suspension of a person's roles because of another register, such as the register of experts. */
public interface RoleSuspension {

    /**
     * Reason why a role of the caller has no effect in an operation now; empty if the role is effective. Called for
     * every operation, so implementations answer from memory.
     */
    Optional<Refusal> refusal(Caller caller, String role, String operation);
}
