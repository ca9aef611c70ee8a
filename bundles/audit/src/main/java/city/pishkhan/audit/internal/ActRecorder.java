package city.pishkhan.audit.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.DiskSpool;
import city.pishkhan.persistence.Rounds;
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
 * Records acts of operators. Each is on this node's disk before it is done, and from there comes into the journal within a second, or when the
 * database is back: nobody is kept from mending a hub whose database is down. Oversight sees them where it sees everything else.
 */
@Component(service = ActRecorder.class)
public final class ActRecorder {
    private static final Messages MESSAGES = Messages.of(ActRecorder.class);
    private static final Logger LOG = LoggerFactory.getLogger(ActRecorder.class);
    /** {@code security.log}. */
    private static final Logger SECURITY = LoggerFactory.getLogger("audit");

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int BATCH = 100;

    /** Nothing but these comes from the disk into the journal, whoever wrote it there. */
    private static final Set<String> EVENTS = Set.of(
            "operator.command",
            "operator.login",
            "configuration.changed",
            "configuration.found",
            "bundles.changed",
            "bundles.found");

    private static final Pattern ACTOR = Pattern.compile("host|console:[A-Za-z0-9._@-]{1,64}");

    private final DiskSpool<Act> spool;
    private final Rounds rounds;
    private boolean migrated;

    /** The database may come later, or go: acts are written down without it. */
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
        rounds = new Rounds("audit-acts", BATCH, this::carry).local().every(PAUSE);
    }

    static DiskSpool<Act> spool(Path folder) {
        return new DiskSpool<>(folder, Act.class, Act::id, file -> MESSAGES.both("act-spool.damaged", file));
    }

    /** Where this node keeps what it knows of acts. */
    static Path folder(BundleContext context) {
        String data = context.getProperty("karaf.data");
        return Path.of(data == null ? "data" : data, "audit");
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }

    /**
     * @param line    for the log: what was done, with nothing secret in it
     * @param details for the journal; the line's commitment goes in beside them, its salt into the log, so that a line that was altered is found
     */
    void record(String event, String actor, String line, Map<String, ?> details) {
        String salt = Ids.next().toString();
        SECURITY.info("{} {} {} [{}]", event, actor, line, salt);
        Map<String, Object> all = new LinkedHashMap<>(details);
        all.put("line", Sha256.hex(salt + " " + line));
        try {
            spool.add(new Act(Ids.next(), Instant.now(), event, actor, all));
        } catch (RuntimeException e) {
            // a full disk keeps nobody from mending it; the log has the line
            LOG.error(MESSAGES.both("act-recorder.lost", actor, event), e);
        }
    }

    private synchronized int carry() {
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
                sql.run(handle -> carry(handle, act, book));
            } else {
                LOG.error("{}", MESSAGES.both("act-spool.damaged", act.id()));
            }
            spool.remove(act);
        }
        return waiting.size();
    }

    private static void carry(Handle sql, Act act, Journal book) {
        int fresh = sql.createUpdate("insert into audit.carried (id) values (:id) on conflict do nothing")
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
