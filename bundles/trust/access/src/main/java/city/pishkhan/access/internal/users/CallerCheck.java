package city.pishkhan.access.internal.users;

import city.pishkhan.access.internal.ExclusionTable;
import city.pishkhan.access.internal.ExclusionTable.Conflict;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks that a caller's roles are compatible and that a person is named where one is required. */
public final class CallerCheck {
    private static final Logger LOG = LoggerFactory.getLogger(CallerCheck.class);
    private static final int MOST_TOLD = 1_000;

    private final PersonDigests persons;
    /** Messages already logged, to log each only once. */
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    public CallerCheck(PersonDigests persons) {
        this.persons = persons;
    }

    /**
     * Checks the roles and the person of this login. The person's other logins are not considered.
     *
     * @throws Refusal UNAUTHENTICATED {@code login.excluded} or {@code login.person}
     */
    public Caller check(Caller caller) {
        ExclusionTable.SHIPPED.findConflict(caller.roles()).ifPresent(conflict -> refuse(caller, conflict));
        Optional<String> needed = persons.findRoleRequiringPerson(caller.roles());
        if (caller.person().isEmpty() && needed.isPresent()) {
            warn(caller, needed.get() + " requires a person");
            throw Refusal.of(Refusal.Kind.UNAUTHENTICATED, "login.person", null, needed.get());
        }
        return caller;
    }

    /**
     * Compares the roles of this login with those of the same person's other logins. On a conflict this login is
     * refused.
     *
     * @param elsewhere roles that the caller's person has by other logins
     * @throws Refusal UNAUTHENTICATED {@code login.excluded}
     */
    public Caller check(Caller caller, Collection<String> elsewhere) {
        ExclusionTable.SHIPPED.findConflict(caller.roles(), elsewhere).ifPresent(conflict -> refuse(caller, conflict));
        return caller;
    }

    private void refuse(Caller caller, Conflict conflict) {
        warn(
                caller,
                conflict.one() + " and " + conflict.other() + " must not belong to one person ("
                        + conflict.reason().english() + ")");
        throw Refusal.of(
                Refusal.Kind.UNAUTHENTICATED,
                "login.excluded",
                null,
                conflict.one(),
                conflict.other(),
                conflict.rule());
    }

    private void warn(Caller caller, String why) {
        if (warned.size() < MOST_TOLD && warned.add(caller.principal() + " " + why)) {
            LOG.warn("Login {} is refused: {}", caller.principal(), why);
        }
    }
}
