package city.pishkhan.procedures.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.health.WorkCounter;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Remark;
import city.pishkhan.api.rules.RuleActs;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.procedures.internal.RuleSetRepository.Key;
import city.pishkhan.procedures.internal.checks.RuleChanges;
import city.pishkhan.procedures.internal.checks.RuleCheck;
import city.pishkhan.procedures.internal.compiled.CompiledRuleSet;
import city.pishkhan.procedures.internal.compiled.RuleCompiler;
import city.pishkhan.procedures.internal.files.RuleFiles;
import city.pishkhan.procedures.internal.files.RuleProblems;
import city.pishkhan.procedures.internal.files.RuleSource;
import city.pishkhan.procedures.internal.tables.DecisionEngine;
import city.pishkhan.procedures.internal.tables.PersonalFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements {@link Procedures} and access to the rules' texts. Rule files are staged in a directory, and PostgreSQL stores the rule sets
 * and which of them is in force. Parsed rule sets are cached.
 */
@Component(
        service = {Procedures.class, RuleActs.class, RuleTexts.class, WorkCounter.class},
        configurationPid = "city.pishkhan.procedures")
@Designate(ocd = ProcedureService.Config.class)
public final class ProcedureService implements Procedures, RuleActs, RuleTexts, WorkCounter {
    private static final Logger LOG = LoggerFactory.getLogger(ProcedureService.class);

    /** Locations of the staged files. */
    @ObjectClassDefinition(name = "Pishkhan procedures")
    public @interface Config {
        @AttributeDefinition(description = "directory of procedures, decision tables and data")
        String directory() default "etc/procedures";

        @AttributeDefinition(description = "file of the working calendar, which is part of every rule set")
        String calendar() default "etc/calendar/working-sim.txt";
    }

    private static final Duration PRESENT = Duration.ofMinutes(1);

    private final Tx tx;
    private final DecisionEngine engine = new DecisionEngine();
    private final PersonalFacts personal = new PersonalFacts();
    private final RuleNames names = new RuleNames();
    private final RuleCompiler compiler = new RuleCompiler(engine, personal);
    private final RuleSetRepository store = new RuleSetRepository();
    private final RuleCache<CompiledRuleSet> cache = new RuleCache<>();
    private final RuleCache<Text> texts = new RuleCache<>();
    private final StagedRules staged;
    private final RuleActivation activation;

    @Activate
    public ProcedureService(@Reference Tx tx, @Reference Schemas schemas, @Reference Journal journal, Config config) {
        this.tx = tx;
        this.staged = new StagedRules(Path.of(config.directory()), Path.of(config.calendar()), new RuleCheck(engine));
        this.activation = new RuleActivation(tx, journal, staged, store);
        schemas.migrate(ProcedureService.class, "procedures");
        tx.required(sql -> store.inForce(sql, Instant.now()))
                .ifPresentOrElse(
                        key -> LOG.info(
                                "Rule set {} is in force, {}",
                                key.number(),
                                applyInForce(key).hash()),
                        () -> LOG.warn(
                                "No rule set is in force; a committee's decision must put the staged rule set in force"));
    }

    @Deactivate
    void stop() {
        names.end();
    }

    /**
     * Loads the rule set in force and applies its names and personal facts. Its personal facts are also protected in cases that are bound
     * to older rule sets.
     */
    private RuleSet applyInForce(Key key) {
        CompiledRuleSet rules = cache.get(key.hash(), this::load);
        personal.setInForce(rules.vocabulary().personal());
        names.setInForce(rules);
        return rules;
    }

    @Override
    public RuleSet inForce(Instant at) {
        Key key = tx.required(sql -> store.inForce(sql, at))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.UNAVAILABLE, "rules.none-in-force", null));
        // a query for another date must not apply that date's names and personal facts to the hub
        boolean now = Duration.between(at, Instant.now()).abs().compareTo(PRESENT) < 0;
        return now ? applyInForce(key) : ruleSet(key.hash());
    }

    @Override
    public RuleSet ruleSet(String hash) {
        return cache.get(hash, this::load);
    }

    @Override
    public RuleSet candidate(String hash) {
        boolean kept = tx.required(sql -> store.find(sql, hash)).isPresent();
        return kept ? ruleSet(hash) : staged.requireValid(staged.files(hash));
    }

    private CompiledRuleSet load(String hash) {
        return tx.required(sql -> {
            Key key = store.find(sql, hash).orElseThrow(() -> new IllegalStateException("Unknown rule set " + hash));
            return compiler.compile(store.files(sql, hash), key.number());
        });
    }

    @Override
    public List<Version> versions() {
        List<Version> versions = new ArrayList<>(enacted());
        try {
            RuleFiles files = staged.read();
            boolean inForce = !versions.isEmpty() && versions.get(0).hash().equals(files.hash());
            if (!inForce && staged.problems(files).isEmpty()) {
                versions.add(0, new Version(files.hash(), 0, "staged", null, null, null));
            }
        } catch (IOException e) {
            LOG.debug("No rules are staged", e);
        }
        return List.copyOf(versions);
    }

    @Override
    public List<Version> enacted() {
        return tx.required(sql -> store.activations(sql, Instant.now()));
    }

    @Override
    public Optional<Text> text(String hash) {
        return tx.required(sql -> store.find(sql, hash))
                .map(key ->
                        texts.get(hash, h -> tx.required(sql -> RuleReader.text(store.files(sql, h), key.number()))));
    }

    @Override
    public Text candidateText(String hash) {
        return text(hash).orElseGet(() -> {
            RuleFiles files = staged.files(hash);
            staged.requireValid(files);
            return RuleReader.text(files, 0);
        });
    }

    @Override
    public Optional<byte[]> file(String hash, @Nullable String name) {
        return tx.required(sql -> store.file(sql, hash, name));
    }

    @Override
    public List<String> problems() {
        return staged.problems();
    }

    @Override
    public List<Remark> review(String hash) {
        Optional<RuleFiles> kept = tx.required(sql -> store.find(sql, hash).map(key -> store.files(sql, key.hash())));
        RuleFiles files = kept.orElseGet(() -> staged.files(hash));
        List<Remark> remarks = new ArrayList<>(staged.remarks(files));
        tx.required(sql -> store.inForce(sql, Instant.now())
                        .filter(key -> !key.hash().equals(hash))
                        .map(key -> store.files(sql, key.hash())))
                .ifPresent(before -> remarks.addAll(changes(before, files)));
        return List.copyOf(remarks);
    }

    /**
     * Returns the differences between two rule sets, or none if one of them cannot be parsed: the check reports parse errors with more
     * detail.
     */
    private List<Remark> changes(RuleFiles before, RuleFiles after) {
        RuleProblems ruleProblems = new RuleProblems();
        RuleSource old = RuleSource.parse(before, ruleProblems);
        RuleSource now = RuleSource.parse(after, ruleProblems);
        return ruleProblems.isEmpty() ? RuleChanges.between(old, now, engine) : List.of();
    }

    @Override
    public void store(String hash) {
        activation.store(hash);
    }

    @Override
    public boolean hasRuleSetInForce(Instant at) {
        return tx.required(sql -> store.inForce(sql, at)).isPresent();
    }

    @Override
    public void enact(Caller by, String hash, @Nullable Instant from, @Nullable String decision) {
        activation.enact(by, hash, Objects.requireNonNull(from), decision);
        staged.clearCache();
    }

    @Override
    public String workName() {
        return "table-evaluations";
    }

    @Override
    public long workDone() {
        return engine.evaluations();
    }
}
