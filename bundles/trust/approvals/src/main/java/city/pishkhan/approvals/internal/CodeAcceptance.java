package city.pishkhan.approvals.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.CodeAcceptances;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.governance.HubMode.Mode;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.AcceptedRoles;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.bundleguard.AcceptedCode;
import city.pishkhan.platform.bundleguard.AcceptedCode.RefusedBundle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The approved act {@code code-accept}, by which two people accept the digest of a bundle, KAR or route file. Terms: {@code sha256} and
 * {@code name}. Every node reads the accepted digests from the database and enforces them once a production hub is founded.
 */
@Component(
        service = {CodeAcceptances.class, ApprovedAct.class},
        immediate = true)
public final class CodeAcceptance implements CodeAcceptances, ApprovedAct {
    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String TABLE = "accepted_code";
    private static final String FILE = "data/deployments/accepted-code";
    private static final String DIGEST = "[0-9a-f]{64}";
    private static final int LONGEST_NAME = 120;
    private static final String NAME = "[\\w.+ -]{1," + LONGEST_NAME + "}";

    private record Row(String sha256, String name, String source, @Nullable String mac) {}

    private final Tx tx;
    private final HubFounding founding;
    private final ProvenRows proven;
    private final Journal journal;
    private final AcceptedCode code;
    private final AcceptedRoles roles;
    /** Digests that only the file of this node listed; used only in the timer's thread. */
    private final Set<String> removedFromFile = new TreeSet<>();

    private PeriodicTask sync;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ReleaseKeys releaseKeys;

    @Activate
    public CodeAcceptance(
            @Reference Tx tx,
            @Reference HubFounding founding,
            @Reference ProvenRows proven,
            @Reference Journal journal,
            @Reference AcceptedCode code,
            @Reference AcceptedRoles roles) {
        this.tx = tx;
        this.founding = founding;
        this.proven = proven;
        this.journal = journal;
        this.code = code;
        this.roles = roles;
    }

    @Activate
    void start() {
        sync = PeriodicTask.of("accepted-code", this::sync).allowInQuarantine().startEvery(FIRST, PAUSE);
    }

    @Deactivate
    void stop() {
        sync.close();
    }

    /** Enforces the digests of the database on this node; does nothing before the founding and in a demo city. */
    void sync() {
        tx.required(sql -> founding.read(sql)
                        .map(HubFounding.Founding::mode)
                        .filter(Mode.PRODUCTION::equals)
                        .map(any -> rows(sql)))
                .ifPresent(rows -> {
                    List<Row> proved = rows.stream().filter(this::isProven).toList();
                    proven.report(
                            TABLE,
                            rows.stream()
                                    .filter(row -> !proved.contains(row))
                                    .map(Row::sha256)
                                    .toList());
                    removedFromFile.addAll(
                            code.enforce(proved.stream().map(Row::sha256).toList()));
                    proven.report(FILE, removedFromFile);
                });
    }

    private boolean isProven(Row row) {
        return proven.isProven(row.mac(), TABLE, row.sha256(), row.name(), row.source());
    }

    private static List<Row> rows(Handle sql) {
        return sql.createQuery("select sha256, name, source, mac from approvals.accepted_code")
                .map(CodeAcceptance::row)
                .list();
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        return new Row(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }

    /** Accepts code that is present at the founding, in the founding's transaction. */
    static void acceptAtFounding(Handle sql, ProvenRows proven, Map<String, String> digestsByName) {
        digestsByName.forEach((name, sha256) -> write(sql, proven, sha256, name, "founding"));
    }

    /** Writes an accepted digest, also over a row for it that the hub did not write. */
    private static void write(Handle sql, ProvenRows proven, String sha256, String name, String source) {
        sql.createUpdate("insert into approvals.accepted_code (sha256, name, source, mac)"
                        + " values (:sha256, :name, :source, :mac) on conflict (sha256) do update"
                        + " set name = excluded.name, source = excluded.source, mac = excluded.mac, at = now()")
                .bind("sha256", sha256)
                .bind("name", name)
                .bind("source", source)
                .bind("mac", proven.mac(TABLE, sha256, name, source))
                .execute();
    }

    @Override
    public boolean isAccepted(String sha256) {
        return tx.required(sql -> isAccepted(sql, sha256));
    }

    private boolean isAccepted(Handle sql, String sha256) {
        return sql.createQuery("select sha256, name, source, mac from approvals.accepted_code where sha256 = :sha256")
                .bind("sha256", sha256)
                .map(CodeAcceptance::row)
                .findOne()
                .filter(this::isProven)
                .isPresent();
    }

    @Override
    public Optional<String> acceptSigned(String name, byte[] content, byte[] signature) {
        ReleaseKeys keys = releaseKeys;
        Optional<String> signer = keys == null
                ? Optional.empty()
                : keys.findSigner(content, signature)
                        .filter(key -> roles.roles(key).containsAll(key.roles()))
                        .map(key -> key.name().substring(ReleaseKeys.LOGIN.length()));
        signer.ifPresent(key -> accept(Sha256.hex(content), name, ReleaseKeys.LOGIN + key, Caller.HUB));
        return signer;
    }

    @Override
    public void acceptPart(String sha256, String name, String whole) {
        accept(sha256, name, "part:" + whole, Caller.HUB);
    }

    private void accept(String sha256, String name, String source, Caller by) {
        tx.run(sql -> {
            if (!isAccepted(sql, sha256)) {
                write(sql, proven, sha256, name, source);
                journal.record(null, "code.accepted", by, Map.of("sha256", sha256, "name", name, "source", source));
            }
        });
    }

    @Override
    public String name() {
        return "code-accept";
    }

    @Override
    public String operation() {
        return "committee.code.accept";
    }

    /** Adds the name of the refused bundle with this digest if no {@code name} is given. */
    @Override
    public Map<String, String> complete(Map<String, String> given) {
        Map<String, String> terms = new HashMap<>(given);
        terms.computeIfAbsent("name", any -> code.refusedBundles().stream()
                .filter(one -> one.sha256().equals(given.get("sha256")))
                .map(RefusedBundle::bundle)
                .findFirst()
                .orElse("unknown"));
        return terms;
    }

    @Override
    public void check(Map<String, String> terms) {
        String sha256 = Objects.requireNonNullElse(terms.get("sha256"), "");
        if (!sha256.matches(DIGEST)) {
            throw Refusal.invalid("code.digest", "sha256");
        }
        if (!Objects.requireNonNullElse(terms.get("name"), "").matches(NAME)) {
            throw Refusal.invalid("code.name", "name", LONGEST_NAME);
        }
        if (isAccepted(sha256)) {
            throw Refusal.conflict("code.accepted");
        }
    }

    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        return terms;
    }

    @Override
    public String execute(Caller approver, Approvals.Approval asked) {
        String sha256 = Objects.requireNonNull(asked.terms().get("sha256"));
        String name = Objects.requireNonNull(asked.terms().get("name"));
        accept(sha256, name, "approval:" + asked.id(), approver);
        return name;
    }
}
