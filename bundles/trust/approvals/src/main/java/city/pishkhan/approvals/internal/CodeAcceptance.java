package city.pishkhan.approvals.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.CodeAcceptances;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.AcceptedRoles;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.bundleguard.AcceptedCode;
import city.pishkhan.platform.bundleguard.AcceptedCode.RefusedBundle;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
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
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String DIGEST = "[0-9a-f]{64}";
    private static final int LONGEST_NAME = 120;
    private static final String NAME = "[\\w.+ -]{1," + LONGEST_NAME + "}";

    private final Tx tx;
    private final Journal journal;
    private final AcceptedCode code;
    private final AcceptedRoles roles;
    private PeriodicTask sync;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ReleaseKeys releaseKeys;

    @Activate
    public CodeAcceptance(
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference Journal journal,
            @Reference AcceptedCode code,
            @Reference AcceptedRoles roles) {
        this.tx = tx;
        this.journal = journal;
        this.code = code;
        this.roles = roles;
        schemas.migrate(ApprovalService.class, "approvals");
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
        // one row without a digest if a production hub accepts no added code
        List<Optional<String>> rows = tx.required(sql -> sql.createQuery(
                        "select c.sha256 from approvals.founding f left join approvals.accepted_code c on true"
                                + " where not f.code_at_once")
                .map((row, context) -> Optional.ofNullable(row.getString(1)))
                .list());
        if (!rows.isEmpty()) {
            code.enforce(rows.stream().flatMap(Optional::stream).toList());
        }
    }

    /** Accepts code that is present at the founding, in the founding's transaction. */
    static void acceptAtFounding(Handle sql, Map<String, String> digestsByName) {
        digestsByName.forEach((name, sha256) -> insert(sql, sha256, name, "founding"));
    }

    private static int insert(Handle sql, String sha256, String name, String source) {
        return sql.createUpdate("insert into approvals.accepted_code (sha256, name, source)"
                        + " values (:sha256, :name, :source) on conflict do nothing")
                .bind("sha256", sha256)
                .bind("name", name)
                .bind("source", source)
                .execute();
    }

    @Override
    public boolean isAccepted(String sha256) {
        return tx.required(sql -> sql.createQuery("select 1 from approvals.accepted_code where sha256 = :sha256")
                .bind("sha256", sha256)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
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

    private void accept(String sha256, String name, String source, Caller by) {
        tx.run(sql -> {
            if (insert(sql, sha256, name, source) > 0) {
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
        if (!Objects.requireNonNullElse(terms.get("sha256"), "").matches(DIGEST)) {
            throw Refusal.invalid("code.digest", "sha256");
        }
        if (!terms.get("name").matches(NAME)) {
            throw Refusal.invalid("code.name", "name", LONGEST_NAME);
        }
        if (isAccepted(terms.get("sha256"))) {
            throw Refusal.conflict("code.accepted");
        }
    }

    @Override
    public Map<String, String> journalTerms(Map<String, String> terms) {
        return terms;
    }

    @Override
    public String execute(Caller approver, Approvals.Approval asked) {
        accept(asked.terms().get("sha256"), asked.terms().get("name"), "approval:" + asked.id(), approver);
        return asked.terms().get("name");
    }
}
