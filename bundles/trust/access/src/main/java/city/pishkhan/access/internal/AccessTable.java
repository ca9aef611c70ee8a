package city.pishkhan.access.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.RoleSuspension;
import city.pishkhan.api.security.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The table of operations, roles and scopes in {@code access.table}. */
@Component
public final class AccessTable implements Access {
    static final String OWN = "own";
    static final String NAMED = "named";
    static final String MASKED = "masked";
    static final String ALL = "all";
    private static final Set<String> SCOPES = Set.of(OWN, NAMED, MASKED, ALL);

    /**
     * Last parts of operation names that change nothing, e.g. {@code read} in {@code office.case.read}. Any other
     * operation counts as a change.
     */
    private static final Set<String> READING =
            Set.of("read", "list", "history", "search", "evidence", "check", "dry-run");

    private final Map<String, Map<String, String>> rows;

    /**
     * Optional and dynamic, because its provider itself needs access checks. While it is missing, no role is suspended.
     */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile RoleSuspension roleSuspension;

    @Activate
    public AccessTable() {
        this(shipped());
    }

    AccessTable(String text) {
        Map<String, Map<String, String>> read = new LinkedHashMap<>();
        text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .forEach(line -> {
                    String[] words = line.split("\\s+");
                    if (read.put(words[0], cells(words)) != null) {
                        throw new IllegalStateException("access.table: row " + words[0] + " exists twice");
                    }
                });
        rows = Collections.unmodifiableMap(read);
    }

    @Override
    public void check(Caller caller, String operation) {
        Map<String, String> row = row(operation);
        Refusal withheld = null;
        for (String role : caller.roles()) {
            if (row.containsKey(Caller.kind(role))) {
                Optional<Refusal> why = withheld(caller, role, operation);
                if (why.isEmpty()) {
                    return;
                }
                withheld = why.get();
            }
        }
        throw withheld == null ? Refusal.forbidden("access.forbidden/check", operation) : withheld;
    }

    private Optional<Refusal> withheld(Caller caller, String role, String operation) {
        RoleSuspension register = roleSuspension;
        return register == null ? Optional.empty() : register.refusal(caller, role, operation);
    }

    @Override
    public Scope scope(Caller caller, String operation) {
        Map<String, String> row = row(operation);
        if (caller.isHub()) {
            return Scope.EVERYTHING;
        }
        boolean all = false;
        boolean masked = false;
        Set<String> own = new HashSet<>();
        Set<String> named = new HashSet<>();
        for (String role : caller.roles()) {
            String scope = row.getOrDefault(Caller.kind(role), "");
            all |= scope.equals(ALL);
            masked |= scope.equals(MASKED);
            if ((scope.equals(OWN) || scope.equals(NAMED))
                    && withheld(caller, role, operation).isEmpty()) {
                own.add(role);
            }
            if (scope.equals(NAMED)) {
                named.add(role);
            }
        }
        return new Scope(all, masked, own, named);
    }

    @Override
    public Map<String, Map<String, String>> table() {
        return rows;
    }

    static boolean isChanging(String operation) {
        return !READING.contains(operation.substring(operation.lastIndexOf('.') + 1));
    }

    /** Kinds of roles for which the table allows an operation that may change something. */
    Set<String> changingKinds() {
        Set<String> kinds = new TreeSet<>();
        rows.forEach((operation, row) -> {
            if (isChanging(operation)) {
                kinds.addAll(row.keySet());
            }
        });
        return kinds;
    }

    private Map<String, String> row(String operation) {
        Map<String, String> row = rows.get(operation);
        if (row == null) {
            throw new IllegalArgumentException("access.table has no operation " + operation);
        }
        return row;
    }

    private static Map<String, String> cells(String[] words) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String kind = equals < 0 ? "" : words[i].substring(0, equals);
            String scope = words[i].substring(equals + 1);
            if (!Roles.kinds().contains(kind) || !SCOPES.contains(scope)) {
                throw new IllegalStateException("access.table: row " + words[0] + ": " + words[i]
                        + " must have the form kind=scope with one of the kinds " + Roles.kinds() + " and scopes "
                        + SCOPES);
            }
            if (scope.equals(NAMED) && !kind.equals("citizen")) {
                throw new IllegalStateException(
                        "access.table: row " + words[0] + ": " + kind + " has no number that a case can refer to");
            }
            if (scope.equals(OWN) && !Roles.isTenant(kind)) {
                throw new IllegalStateException("access.table: row " + words[0] + ": " + kind
                        + " has no tenant, so it cannot have the scope own");
            }
            if (cells.put(kind, scope) != null) {
                throw new IllegalStateException("access.table: row " + words[0] + " names " + kind + " twice");
            }
        }
        return Collections.unmodifiableMap(cells);
    }

    private static String shipped() {
        try (var in = AccessTable.class.getResourceAsStream("access.table")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
