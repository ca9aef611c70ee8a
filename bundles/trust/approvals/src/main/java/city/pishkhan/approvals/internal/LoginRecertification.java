package city.pishkhan.approvals.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Recertification;
import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Implementation of {@link Recertification}: the users of the hub's own realms, and their last confirmation. */
@Component(service = Recertification.class, configurationPid = "city.pishkhan.approvals.logins")
@Designate(ocd = LoginRecertification.Config.class)
public final class LoginRecertification implements Recertification {

    /** Configuration with the PID {@code city.pishkhan.approvals.logins}. */
    @ObjectClassDefinition(name = "Pishkhan recertification of logins")
    @interface Config {
        @AttributeDefinition(description = "Days after which a login must be reviewed again")
        int days() default 180;
    }

    private final Tx tx;
    private final Journal journal;
    private final Duration life;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<UserDirectory> directories = List.of();

    private record Seen(String roles, String by, Instant at) {}

    @Activate
    public LoginRecertification(
            @Reference Tx tx, @Reference Schemas schemas, @Reference Journal journal, Config config) {
        this(tx, schemas, journal, Duration.ofDays(config.days()));
    }

    LoginRecertification(Tx tx, Schemas schemas, Journal journal, Duration life) {
        this.tx = tx;
        this.journal = journal;
        this.life = life;
        schemas.migrate(ApprovalService.class, "approvals");
    }

    @Override
    public List<Login> list() {
        Map<String, Seen> seen = tx.required(LoginRecertification::lastConfirmations);
        return directories.stream()
                .flatMap(d -> d.users().stream())
                .map(u -> login(u, seen.get(u.name())))
                .sorted(Comparator.comparing((Login l) -> !l.due()).thenComparing(Login::name))
                .toList();
    }

    @Override
    public Login recertify(Caller caller, String name, Set<String> roles) {
        UserDirectory.User user = directories.stream()
                .flatMap(d -> d.users().stream())
                .filter(u -> u.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("login"));
        if (caller.isSamePerson(name, user.person())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "login.own", null);
        }
        if (!user.roles().equals(roles)) {
            throw Refusal.conflict("login.changed", joinRoles(user.roles()));
        }
        return tx.required(sql -> {
            sql.createUpdate("insert into approvals.recertified (login, roles, by) values (:login, :roles, :by)")
                    .bind("login", name)
                    .bind("roles", joinRoles(roles))
                    .bind("by", caller.principal())
                    .execute();
            journal.record(
                    null,
                    "login.recertified",
                    caller,
                    Map.of("login", name, "roles", List.copyOf(new TreeSet<>(roles))));
            return login(user, lastConfirmations(sql).get(name));
        });
    }

    private static Map<String, Seen> lastConfirmations(Handle sql) {
        Map<String, Seen> seen = new HashMap<>();
        sql.createQuery(
                        "select distinct on (login) login, roles, by, at from approvals.recertified order by login, id desc")
                .map((row, context) -> Map.entry(
                        row.getString("login"),
                        new Seen(
                                row.getString("roles"),
                                row.getString("by"),
                                row.getObject("at", OffsetDateTime.class).toInstant())))
                .forEach(e -> seen.put(e.getKey(), e.getValue()));
        return seen;
    }

    /**
     * Returns a login with its last confirmation, or without one if the login's roles have changed since that
     * confirmation.
     */
    private Login login(UserDirectory.User user, @Nullable Seen seen) {
        if (seen == null || !seen.roles.equals(joinRoles(user.roles()))) {
            return new Login(user.name(), user.roles(), user.source(), null, null, true);
        }
        boolean due = seen.at.isBefore(Instant.now().minus(life));
        return new Login(user.name(), user.roles(), user.source(), seen.at, seen.by, due);
    }

    private static String joinRoles(Set<String> roles) {
        return String.join(" ", new TreeSet<>(roles));
    }
}
