package city.pishkhan.audit.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.DiskSpool;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
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
 * Records actions of operators in the journal. Every action is first written to this node's disk, before it is executed. From there
 * it is copied into the journal within a second, or as soon as the database is available. Operators can therefore repair a hub
 * whose database is down. Oversight bodies see these actions together with all other journal entries.
 */
@Component(service = ActRecorder.class)
public final class ActRecorder {
    private static final Messages MESSAGES = Messages.of(ActRecorder.class);
    private static final Logger LOG = LoggerFactory.getLogger(ActRecorder.class);
    /** Logger of {@code security.log}. */
    private static final Logger SECURITY = LoggerFactory.getLogger("audit");

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int BATCH = 100;

    /**
     * Events that may be copied from the disk into the journal. Spooled files with any other event are rejected, because they may
     * be forged.
     */
    private static final Set<String> EVENTS = Set.of(
            "operator.command",
            "operator.login",
            "configuration.changed",
            "configuration.found",
            "bundles.changed",
            "bundles.found");

    private static final Pattern ACTOR = Pattern.compile("host|console:[A-Za-z0-9._@-]{1,64}");

    private final DiskSpool<Act> spool;
    private final PeriodicTask rounds;
    private boolean migrated;

    /** Optional, because actions must also be recorded while the database is not available. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Tx tx;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Schemas schemas;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Journal journal;

    @Activate
    public ActRecorder(BundleContext context) {
        this(folder(context).resolve("acts"));
    }

    ActRecorder(Path folder) {
        spool = spool(folder);
        rounds = new PeriodicTask("audit-acts", BATCH, this::transferToJournal)
                .allowInQuarantine()
                .startEvery(PAUSE);
    }

    static DiskSpool<Act> spool(Path folder) {
        return new DiskSpool<>(folder, Act.class, Act::id, file -> MESSAGES.bilingual("act-spool.damaged", file));
    }

    /** Returns the folder in which this node stores the state of its audit. */
    static Path folder(BundleContext context) {
        String data = context.getProperty("karaf.data");
        return Path.of(data == null ? "data" : data, "audit");
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    /**
     * Writes an action to {@code security.log} and to the spool on disk.
     *
     * @param line    description of the action for the log, without secrets
     * @param details details for the journal. A salted digest of {@code line} is added to them, and the salt is written to the log.
     *     A log line that was altered later no longer matches its digest.
     */
    void record(String event, String actor, String line, Map<String, ?> details) {
        String salt = Ids.next().toString();
        SECURITY.info("{} {} {} [{}]", event, actor, line, salt);
        Map<String, Object> all = new LinkedHashMap<>(details);
        all.put("line", Sha256.hex(salt + " " + line));
        try {
            spool.add(new Act(Ids.next(), Instant.now(), event, actor, all));
        } catch (RuntimeException e) {
            // a full disk must not block the operator's commands, which may repair it; the line is in the log
            LOG.error(MESSAGES.bilingual("act-recorder.lost", actor, event), e);
        }
    }

    private synchronized int transferToJournal() {
        Tx sql = tx;
        Schemas tables = schemas;
        Journal book = journal;
        List<Act> waiting = sql == null || tables == null || book == null ? List.of() : spool.waiting(BATCH);
        if (!waiting.isEmpty() && !migrated) {
            tables.migrate(ActRecorder.class, "audit");
            migrated = true;
        }
        for (Act act : waiting) {
            if (EVENTS.contains(act.event()) && ACTOR.matcher(act.actor()).matches()) {
                sql.run(handle -> transferToJournal(handle, act, book));
            } else {
                LOG.error("{}", MESSAGES.bilingual("act-spool.damaged", act.id()));
            }
            spool.remove(act);
        }
        return waiting.size();
    }

    private static void transferToJournal(Handle sql, Act act, Journal book) {
        int fresh = sql.createUpdate("insert into audit.journaled_act (id) values (:id) on conflict do nothing")
                .bind("id", act.id())
                .execute();
        if (fresh > 0) {
            Map<String, Object> details = new LinkedHashMap<>(act.details());
            details.put("at", act.at().toString());
            String event = act.event();
            book.record(null, event, new Caller(act.actor(), Set.of("operator")), details);
        }
    }
}
