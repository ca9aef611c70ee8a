package city.pishkhan.approvals.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.governance.HubMode.Mode;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.AcceptedRoles;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.UserDirectory;
import city.pishkhan.approvals.internal.HubFounding.Founding;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.bundleguard.AcceptedCode;
import city.pishkhan.platform.startup.BootProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements {@link AcceptedRoles} and the approved act {@code login-accept}, by which two people accept the roles of a
 * login. Terms: {@code login}, {@code person}, {@code proof}, and {@code roles} separated by blanks. The logins found
 * at the first start are accepted automatically, once. They are journaled and logged.
 */
@Component(service = {AcceptedRoles.class, ApprovedAct.class})
public final class LoginAcceptance implements AcceptedRoles, ApprovedAct {
    private static final Messages MESSAGES = Messages.of(LoginAcceptance.class);
    private static final Logger LOG = LoggerFactory.getLogger(LoginAcceptance.class);
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    private static final long LONGEST_BOOT_NANOS = 180_000_000_000L;

    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Interval in nanoseconds at which the database is read even if no role is missing. */
    private static final long READ_EVERY_NANOS = 30_000_000_000L;

    private static final String SEPARATOR = "\n";
    private static final String TABLE = "accepted";
    /** Number of key holders who must sign; a single key could be lost, or its holder bribed. */
    private static final int HOLDERS = 2;

    /** Time in nanoseconds after which a login missing from all files is no longer accepted. */
    long revokeAfterNanos = 60_000_000_000L;

    /** Time in nanoseconds for which the first start waits for further user directories. */
    long settlingNanos = 1_500_000_000L;

    private record Row(
            String login, String proof, String person, String role, @Nullable String approval, @Nullable String mac) {}

    private final Tx tx;
    private final HubFounding founding;
    private final ProvenRows proven;
    private final Journal journal;
    private final Supplier<Optional<String>> boot;
    private @Nullable List<UserDirectory> lastDirectories;
    private long lastChangeNanos;
    private volatile Map<String, Set<String>> known = Map.of();
    private @Nullable PeriodicTask periodicTask;
    private volatile boolean founded;
    /** {@code true} if all user directories are available and none of them has a login. */
    private volatile boolean hasNoLogins;

    private volatile boolean canTakeEffectAtOnce;
    private final Map<String, Long> missed = new ConcurrentHashMap<>();
    private volatile long lastReadNanos;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<UserDirectory> directories = List.of();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile KeyHolders holders;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile AcceptedCode code;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ModeSetting modeSetting;

    @Activate
    public LoginAcceptance(
            BundleContext context,
            @Reference Tx tx,
            @Reference HubFounding founding,
            @Reference ProvenRows proven,
            @Reference Journal journal) {
        this(tx, founding, proven, journal, new BootProgress(context));
        // runs from the start on, because logins added before the first request would otherwise count as initial ones
        periodicTask = PeriodicTask.of("logins", this::runPeriodicWork)
                .allowInQuarantine()
                .startEvery(FIRST, PAUSE);
    }

    /** @param boot returns the part of the container that has not started yet; empty once all has */
    LoginAcceptance(Tx tx, HubFounding founding, ProvenRows proven, Journal journal, Supplier<Optional<String>> boot) {
        this.boot = boot;
        this.tx = tx;
        this.founding = founding;
        this.proven = proven;
        this.journal = journal;
    }

    @Deactivate
    void stop() {
        Objects.requireNonNull(periodicTask).close();
    }

    void runPeriodicWork() {
        if (founded) {
            if (System.nanoTime() - lastReadNanos > READ_EVERY_NANOS) {
                refreshAcceptedRoles();
            }
            revokeMissing();
            recover();
        } else {
            refreshAcceptedRoles();
        }
    }

    /**
     * Returns the accepted roles of a login. If a role is missing, the database is read again, at most once a second,
     * because another node may have accepted that role.
     */
    @Override
    public Set<String> roles(UserDirectory.User written) {
        Set<String> accepted = accepted(written);
        if (!accepted.containsAll(written.roles())) {
            refreshAcceptedRoles();
            accepted = accepted(written);
        }
        return accepted;
    }

    /**
     * Returns the accepted roles of a login. Roles accepted before its person was known stay accepted; roles accepted
     * for another person do not.
     */
    private Set<String> accepted(UserDirectory.User written) {
        Set<String> roles = new HashSet<>(known.getOrDefault(key(written, written.person()), Set.of()));
        roles.addAll(known.getOrDefault(key(written, ""), Set.of()));
        roles.retainAll(written.roles());
        return roles;
    }

    private synchronized void refreshAcceptedRoles() {
        if (lastReadNanos != 0 && System.nanoTime() - lastReadNanos < LOOK_EVERY_NANOS) {
            return;
        }
        lastReadNanos = System.nanoTime();
        try {
            known = tx.separate(this::read);
        } catch (RuntimeException e) {
            // the known roles stay valid, and the next call tries again
            LOG.warn("The accepted roles of logins will be read later: {}", e.toString());
        }
    }

    /**
     * Revokes the acceptance of logins that are missing from all files for some time. A short absence is tolerated, because editors
     * may empty a file for a moment.
     */
    private void revokeMissing() {
        Set<String> written = users().map(u -> u.name() + SEPARATOR + u.proof()).collect(Collectors.toSet());
        if (written.isEmpty()) {
            return; // no login is found while the realm is being updated; nothing is revoked then
        }
        Set<String> missingKeys = known.keySet().stream()
                .filter(key -> !written.contains(loginAndProof(key)))
                .collect(Collectors.toSet());
        missed.keySet().retainAll(missingKeys);
        long now = System.nanoTime();
        missingKeys.forEach(key -> missed.putIfAbsent(key, now));
        List<String> expiredKeys = missed.entrySet().stream()
                .filter(m -> now - m.getValue() >= revokeAfterNanos)
                .map(Map.Entry::getKey)
                .toList();
        if (!expiredKeys.isEmpty()) {
            tx.run(sql -> expiredKeys.forEach(key -> revokeMissing(sql, key)));
            expiredKeys.forEach(missed::remove);
            synchronized (this) {
                lastReadNanos = 0;
            }
            refreshAcceptedRoles();
        }
    }

    private void revokeMissing(Handle sql, String key) {
        String[] parts = key.split(SEPARATOR, -1);
        int rows = sql.createUpdate(
                        "delete from approvals.accepted where login = :login and proof = :proof and person = :person")
                .bind("login", parts[0])
                .bind("proof", parts[1])
                .bind("person", parts[2])
                .execute();
        if (rows > 0) {
            journal.record(null, "login.removed", Caller.HUB, Map.of("login", parts[0]));
        }
    }

    /**
     * Accepts the logins of a file that two key holders have signed. Each content is accepted only once, so that
     * restoring an old file has no effect.
     */
    private void recover() {
        KeyHolders known = holders;
        if (known == null) {
            return;
        }
        for (UserDirectory directory : directories) {
            for (UserDirectory.SignedSource signed : directory.signedSources()) {
                List<String> by = signed.signatures().entrySet().stream()
                        .flatMap(s -> known.findSigner(s.getKey(), signed.content(), s.getValue()).stream())
                        .filter(holder -> roles(holder).containsAll(holder.roles()))
                        .map(UserDirectory.User::name)
                        .sorted()
                        .toList();
                if (by.size() >= HOLDERS) {
                    recover(signed, directory.users(), by);
                }
            }
        }
    }

    private void recover(UserDirectory.SignedSource signed, List<UserDirectory.User> all, List<String> by) {
        List<UserDirectory.User> back =
                all.stream().filter(u -> u.source().equals(signed.source())).toList();
        String digest = Sha256.hex(signed.content());
        boolean done = !back.isEmpty()
                && tx.required(sql -> {
                    int first = sql.createUpdate(
                                    "insert into approvals.recovery (digest) values (:digest) on conflict do nothing")
                            .bind("digest", digest)
                            .execute();
                    if (first > 0) {
                        back.forEach(user -> accept(sql, user, user.roles(), null));
                        journal.record(
                                null,
                                "hub.recovered",
                                Caller.HUB,
                                Map.of("holders", by, "digest", digest, "logins", lines(back)));
                    }
                    return first > 0;
                });
        if (done) {
            LOG.warn(
                    "{}",
                    MESSAGES.bilingual(
                            "login-acceptance.recovered", String.join(", ", by), String.join("; ", lines(back))));
            synchronized (this) {
                lastReadNanos = 0;
            }
            refreshAcceptedRoles();
        }
    }

    private static List<String> lines(List<UserDirectory.User> users) {
        return users.stream()
                .map(u -> u.name() + " = " + joinRoles(u.roles()))
                .sorted()
                .toList();
    }

    private static String loginAndProof(String key) {
        return key.substring(0, key.lastIndexOf(SEPARATOR));
    }

    private Stream<UserDirectory.User> users() {
        return directories.stream().flatMap(d -> d.users().stream());
    }

    private static String key(UserDirectory.User user, String person) {
        return key(user.name(), user.proof(), person);
    }

    private static String key(String login, String proof, String person) {
        return login + SEPARATOR + proof + SEPARATOR + person;
    }

    private Map<String, Set<String>> read(Handle sql) {
        Optional<Founding> present = founding.read(sql);
        if (present.isEmpty()) {
            acceptInitialLogins(sql);
            present = founding.read(sql);
        }
        canTakeEffectAtOnce = present.map(Founding::loginsAtOnce).orElse(false);
        founded = present.isPresent();
        Map<String, Set<String>> all = new HashMap<>();
        List<String> ignored = new ArrayList<>();
        for (Row row : rows(sql)) {
            if (proven.isProven(row.mac(), TABLE, row.login(), row.proof(), row.person(), row.role(), row.approval())) {
                all.computeIfAbsent(key(row.login(), row.proof(), row.person()), k -> new HashSet<>())
                        .add(row.role());
            } else {
                ignored.add(row.login() + " = " + row.role());
            }
        }
        proven.report(TABLE, ignored);
        return all;
    }

    private static List<Row> rows(Handle sql) {
        return sql.createQuery("select login, proof, person, role, approval, mac from approvals.accepted")
                .map((row, context) -> new Row(
                        row.getString("login"),
                        row.getString("proof"),
                        row.getString("person"),
                        row.getString("role"),
                        row.getString("approval"),
                        row.getString("mac")))
                .list();
    }

    /** Accepts the initial logins, once per hub, on the first node that calls this method. */
    private void acceptInitialLogins(Handle sql) {
        List<UserDirectory.User> first = users().toList();
        boolean settled = isSettled() && !directories.isEmpty();
        hasNoLogins = settled && first.isEmpty();
        if (first.isEmpty() || !settled) {
            return;
        }
        ModeSetting setting = modeSetting;
        Mode mode = setting == null ? Mode.PRODUCTION : setting.mode();
        boolean atOnce = mode == Mode.DEMO && directories.stream().anyMatch(UserDirectory::isEffectiveAtOnce);
        if (!founding.found(sql, first.size(), new Founding(mode, atOnce))) {
            return;
        }
        first.forEach(user -> accept(sql, user, user.roles(), null));
        AcceptedCode present = code;
        Map<String, String> added = mode == Mode.DEMO || present == null ? Map.of() : present.addedCode();
        CodeAcceptance.acceptAtFounding(sql, proven, added);
        List<String> lines = lines(first);
        journal.record(
                null,
                "hub.founded",
                Caller.HUB,
                Map.of(
                        "mode",
                        mode.code(),
                        "logins",
                        lines,
                        "digest",
                        Sha256.hex(String.join("\n", lines)),
                        "code",
                        added));
        LOG.warn("{}", MESSAGES.bilingual("login-acceptance.founded", first.size(), String.join("; ", lines)));
    }

    /**
     * Returns {@code true} once no further user directory is expected. Directories start one after the other, and the
     * founding would miss a directory that starts later. The wait is limited, so that a bundle that never starts does
     * not lock out all users.
     */
    private boolean isSettled() {
        List<UserDirectory> now = directories;
        if (!now.equals(lastDirectories)) {
            lastDirectories = now;
            lastChangeNanos = System.nanoTime();
        }
        long waited = System.nanoTime() - lastChangeNanos;
        return waited >= settlingNanos && (boot.get().isEmpty() || waited >= LONGEST_BOOT_NANOS);
    }

    /** Writes accepted roles, also over rows for them that the hub did not write. */
    private void accept(Handle sql, UserDirectory.User user, Set<String> roles, @Nullable UUID approval) {
        List<String> sorted = List.copyOf(new TreeSet<>(roles));
        List<String> macs = sorted.stream()
                .map(role -> proven.mac(TABLE, user.name(), user.proof(), user.person(), role, approval))
                .toList();
        sql.createUpdate("insert into approvals.accepted (login, person, role, proof, approval, mac)"
                        + " select :login, :person, role, :proof, :approval::uuid, mac from unnest(:roles, :macs) t (role, mac)"
                        + " on conflict (login, person, role, proof) do update"
                        + " set approval = excluded.approval, mac = excluded.mac, at = now()")
                .bind("login", user.name())
                .bind("person", user.person())
                .bind("proof", user.proof())
                .bind("approval", approval)
                .bindArray("roles", String.class, sorted)
                .bindArray("macs", String.class, macs)
                .execute();
    }

    private UserDirectory.User user(@Nullable String login) {
        return users().filter(u -> u.name().equals(login)).findFirst().orElseThrow(() -> Refusal.notFound("login"));
    }

    @Override
    public boolean isFounded() {
        return founded || hasNoLogins;
    }

    @Override
    public boolean canTakeEffectAtOnce() {
        if (!founded) {
            refreshAcceptedRoles();
        }
        return canTakeEffectAtOnce;
    }

    @Override
    public String name() {
        return "login-accept";
    }

    @Override
    public String operation() {
        return "committee.login.accept";
    }

    /**
     * Returns complete terms for the given {@code login}, with the person, proof and roles that its directory has now.
     *
     * @throws Refusal {@code NOT_FOUND} with code {@code login.unknown}
     */
    @Override
    public Map<String, String> complete(Map<String, String> givenTerms) {
        UserDirectory.User user = user(givenTerms.get("login"));
        return Map.of(
                "login", user.name(), "person", user.person(), "proof", user.proof(), "roles", joinRoles(user.roles()));
    }

    @Override
    public void check(Map<String, String> terms) {
        UserDirectory.User user = user(terms.get("login"));
        if (!joinRoles(user.roles()).equals(terms.get("roles"))
                || !user.person().equals(terms.get("person"))
                || !user.proof().equals(terms.get("proof"))) {
            throw Refusal.conflict("login.changed", joinRoles(user.roles()));
        }
        if (roles(user).containsAll(user.roles())) {
            throw Refusal.conflict("login.accepted");
        }
    }

    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        return Map.of("login", terms.get("login"), "roles", terms.get("roles"));
    }

    @Override
    public String execute(Caller approver, Approvals.Approval asked) {
        Map<String, String> terms = asked.terms();
        Set<String> roles = new TreeSet<>(
                Arrays.asList(Objects.requireNonNull(terms.get("roles")).split(" ")));
        tx.run(sql -> {
            accept(sql, user(terms.get("login")), roles, asked.id());
            journal.record(
                    null, "login.accepted", approver, Map.of("login", terms.get("login"), "roles", List.copyOf(roles)));
        });
        return terms.get("login") + " = " + terms.get("roles");
    }

    private static String joinRoles(Set<String> roles) {
        return String.join(" ", new TreeSet<>(roles));
    }
}
