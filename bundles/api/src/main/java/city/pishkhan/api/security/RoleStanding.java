package city.pishkhan.api.security;

import city.pishkhan.api.Refusal;
import java.util.Optional;

/** Roles that count for a while only, by what somebody else keeps of the person: the register of experts. */
public interface RoleStanding {

    /** Why a role of the caller counts nothing in an operation now; empty if it counts. Asked with every call, and so from memory. */
    Optional<Refusal> withheld(Caller caller, String role, String operation);
}
