package city.pishkhan.procedures.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Procedures;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.RuleActs;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.procedures.internal.RuleStore.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Procedures}: files are staged, PostgreSQL says what is in force, everything is parsed once. */
@Component(
        service = {Procedures.class, RuleActs.class},
        configurationPid = "city.pishkhan.procedures")
@Designate(ocd = RuleBook.Config.class)
public final class RuleBook implements Procedures, RuleActs {
    private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);
    private static final int LONGEST_REASON = 500;

    /** Where the staged files lie. */
    @ObjectClassDefinition(name = "Pishkhan procedures")
    public @interface Config {
        @AttributeDefinition(description = "directory of procedures, decision tables and data")
        String directory() default "etc/procedures";

        @AttributeDefinition(description = "file of the working calendar, which is part of every rule set")
        String calendar() default "etc/calendar/working-sim.txt";
    }

    private final Tx tx;
    private final Journal journal;
    private final Path directory;
    private final Path calendar;
    private final DecisionEngine engine = new DecisionEngine();
    private final RuleCompiler compiler = new RuleCompiler(engine);
    private final RuleCheck check = new RuleCheck(engine);
    private final RuleStore store = new RuleStore();
    private final RuleCache cache = new RuleCache();

    @Activate
    public RuleBook(@Reference Tx tx, @Reference Schemas schemas, @Reference Journal journal, Config config) {
        this.tx = tx;
        this.journal = journal;
        this.directory = Path.of(config.directory());
        this.calendar = Path.of(config.calendar());
        schemas.migrate(RuleBook.class, "procedures");
        tx.required(sql -> store.inForce(sql, Instant.now()))
                .ifPresentOrElse(
                        key -> LOG.info(
                                "Rule set {} is in force, {}",
                                key.number(),
                                ruleSet(key.hash()).hash()),
                        () -> LOG.warn(
                                "No rule set is in force; an operator puts the staged one in force by rules-activate"));
    }

    @Override
    public RuleSet inForce(Instant at) {
        Key key = tx.required(sql -> store.inForce(sql, at))
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.UNAVAILABLE,
                        "rules.none-in-force",
                        null,
                        "No rules are in force yet; an operator has to put them in force.",
                        "هنوز هیچ مجموعه قواعدی لازم‌الاجرا نشده است؛ راهبر باید آن را فعال کند."));
        return ruleSet(key.hash());
    }

    @Override
    public RuleSet ruleSet(String hash) {
        return cache.get(hash, this::load);
    }

    private CompiledRuleSet load(String hash) {
        return tx.required(sql -> {
            Key key = store.find(sql, hash)
                    .orElseThrow(() -> new IllegalStateException("There never was a rule set " + hash));
            return compiler.compile(store.files(sql, hash), key.number());
        });
    }

    @Override
    public List<Version> versions() {
        List<Version> versions = new ArrayList<>(tx.required(sql -> store.activations(sql, Instant.now())));
        try {
            RuleFiles staged = RuleFiles.read(directory, calendar);
            boolean inForce = !versions.isEmpty() && versions.get(0).hash().equals(staged.hash());
            if (!inForce && check.check(staged, 0).problems().isEmpty()) {
                versions.add(0, new Version(staged.hash(), 0, "staged", null, null, null, null));
            }
        } catch (IOException e) {
            LOG.debug("Nothing is staged", e);
        }
        return List.copyOf(versions);
    }

    @Override
    public List<String> problems() {
        try {
            return check.check(RuleFiles.read(directory, calendar), 0).problems();
        } catch (IOException e) {
            return List.of(e.getMessage());
        }
    }

    @Override
    public Version activate(Caller operator, String reason) {
        if (!operator.operator()) {
            throw Refusal.forbidden(
                    "Only an operator puts rules in force.", "فقط راهبر می‌تواند قواعد را لازم‌الاجرا کند.");
        }
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw Refusal.invalid(
                    "rules.reason",
                    "reason",
                    "Say why in 1 to " + LONGEST_REASON + " characters.",
                    "دلیل را در ۱ تا ۵۰۰ نویسه بنویسید.");
        }
        RuleFiles staged = staged();
        return tx.required(sql -> activate(sql, staged, operator, why));
    }

    /** The very bytes that are checked are those that are stored, whatever happens to the files meanwhile. */
    private Version activate(Handle sql, RuleFiles staged, Caller operator, String reason) {
        store.lock(sql);
        Key before = store.inForce(sql, Instant.now()).orElse(null);
        if (before != null && before.hash().equals(staged.hash())) {
            return store.activations(sql, Instant.now()).get(0);
        }
        Key known = store.find(sql, staged.hash()).orElse(null);
        Key key = known != null ? known : new Key(staged.hash(), store.next(sql));
        CompiledRuleSet rules = valid(check.check(staged, key.number()));
        if (known == null) {
            store.store(sql, key, staged);
        }
        String salt = UUID.randomUUID().toString();
        store.activate(sql, key.hash(), operator.principal(), reason, salt);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("ruleSet", key.hash());
        details.put("number", key.number());
        if (before != null) {
            details.put("before", before.hash());
        }
        details.put("reason", journal.commit(salt, reason));
        journal.record(null, "rules.activated", operator, details);
        tx.afterCommit(() -> {
            cache.put(rules);
            LOG.info("Rule set {} put in force by {}, {}", key.number(), operator.principal(), key.hash());
        });
        return store.activations(sql, Instant.now()).get(0);
    }

    @Override
    public void keep(String hash) {
        tx.run(sql -> {
            store.lock(sql);
            if (store.find(sql, hash).isEmpty()) {
                RuleFiles staged = staged();
                if (!staged.hash().equals(hash)) {
                    throw Refusal.invalid(
                            "rules.unknown",
                            "ruleSet",
                            "The staged files are rule set " + staged.hash() + ", not " + hash + ".",
                            "پرونده‌های آماده‌شده مجموعه قواعد " + staged.hash() + " هستند، نه " + hash + ".");
                }
                Key key = new Key(hash, store.next(sql));
                valid(check.check(staged, key.number()));
                store.store(sql, key, staged);
            }
        });
    }

    @Override
    public void enact(Caller by, String hash, Instant from, String decision) {
        tx.run(sql -> {
            store.lock(sql);
            Key key = store.find(sql, hash)
                    .orElseThrow(() -> new IllegalStateException("Nobody kept the rule set " + hash));
            store.enact(sql, hash, from, by.principal(), decision);
            journal.record(
                    null,
                    "rules.enacted",
                    by,
                    Map.of("ruleSet", hash, "number", key.number(), "decision", decision, "from", from.toString()));
            tx.afterCommit(
                    () -> LOG.info("Rule set {} comes in force {} by decision {}", key.number(), from, decision));
        });
    }

    private RuleFiles staged() {
        try {
            return RuleFiles.read(directory, calendar);
        } catch (IOException e) {
            throw invalid(List.of(e.getMessage()));
        }
    }

    private static CompiledRuleSet valid(RuleCheck.Outcome outcome) {
        return outcome.rules().orElseThrow(() -> invalid(outcome.problems()));
    }

    private static Refusal invalid(List<String> problems) {
        String lines = String.join("\n", problems);
        return Refusal.invalid(
                "rules.invalid",
                null,
                "The staged files form no valid rule set; what is in force stays.\n" + lines,
                "پرونده‌های آماده‌شده مجموعه قواعد معتبری نیستند؛ قواعد جاری برجا می‌ماند.\n" + lines);
    }
}
