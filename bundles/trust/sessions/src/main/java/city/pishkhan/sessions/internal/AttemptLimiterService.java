package city.pishkhan.sessions.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.sessions.internal.AttemptRepository.Counter;
import city.pishkhan.sessions.internal.AttemptRepository.Reserved;
import city.pishkhan.sessions.internal.AttemptRepository.Total;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements {@link AttemptLimiter} in the database. After a kind of attempts exceeds its total limit, a health warning is
 * shown for an hour.
 */
@Component(
        service = {AttemptLimiter.class, HealthWatch.class},
        configurationPid = "city.pishkhan.sessions.attempts")
@Designate(ocd = AttemptLimiterService.Config.class)
public final class AttemptLimiterService implements AttemptLimiter, HealthWatch {

    /** PID {@code city.pishkhan.sessions.attempts}. */
    @ObjectClassDefinition(name = "Pishkhan limits of attempts in total")
    @interface Config {
        @AttributeDefinition(
                description = "Number of wrong passwords of all logins in ten minutes that raises the alarm")
        int passwords() default 1_000;

        @AttributeDefinition(
                description =
                        "Number of wrong one-time codes, counter codes and PINs in ten minutes that raises the alarm; new codes then have eight digits")
        int codes() default 300;

        @AttributeDefinition(
                description =
                        "Number of unknown tracking codes and certificate codes in five minutes that raises the alarm")
        int public_codes() default 1_000;

        @AttributeDefinition(description = "Number of complaints without a login in an hour that raises the alarm")
        int complaints() default 500;

        @AttributeDefinition(
                description =
                        "Number of unknown certificates in bulk verification of all logins in an hour that raises the alarm")
        int certificates() default 2_000;

        @AttributeDefinition(description = "Number of one-time codes sent as SMS in ten minutes that raises the alarm")
        int code_sendings() default 6_000;
    }

    private static final Logger LOG = LoggerFactory.getLogger(AttemptLimiterService.class);
    private static final Messages MESSAGES = Messages.of(AttemptLimiterService.class);
    private static final Duration CLEAN_UP = Duration.ofMinutes(1);

    private final AttemptRepository rows;
    private final Vault vault;
    private final Map<Kind, Total> totals;
    private final PeriodicTask rounds;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile HubJournal journal;

    @Activate
    public AttemptLimiterService(@Reference Tx tx, @Reference Schemas schemas, @Reference Vault vault, Config config) {
        this(
                tx,
                schemas,
                vault,
                Map.of(
                        Kind.PASSWORD, config.passwords(),
                        Kind.CODE, config.codes(),
                        Kind.PUBLIC_CODE, config.public_codes(),
                        Kind.COMPLAINT, config.complaints(),
                        Kind.CERTIFICATE, config.certificates(),
                        Kind.CODE_SENDING, config.code_sendings()),
                () -> null);
    }

    /**
     * @param most number of attempts by kind that raises its alarm
     * @param clock returns {@code null} to use the database's clock
     */
    AttemptLimiterService(Tx tx, Schemas schemas, Vault vault, Map<Kind, Integer> most, Supplier<Instant> clock) {
        schemas.migrate(SessionStore.class, "sessions");
        this.rows = new AttemptRepository(tx, clock);
        this.vault = vault;
        this.totals = new EnumMap<>(Kind.class);
        most.forEach((kind, attempts) -> totals.put(kind, new Total(kind.name(), attempts, window(kind))));
        this.rounds =
                PeriodicTask.of("attempts", rows::expire).allowInQuarantine().startEvery(CLEAN_UP);
    }

    private static Duration window(Kind kind) {
        return switch (kind) {
            case PASSWORD, CODE, CODE_SENDING -> Duration.ofMinutes(10);
            case PUBLIC_CODE -> Duration.ofMinutes(5);
            case COMPLAINT, CERTIFICATE -> Duration.ofHours(1);
        };
    }

    @Deactivate
    void stop() {
        rounds.close();
    }

    @Override
    public Attempt reserve(Kind kind, List<Limit> limits) {
        return reserve(kind, limits, false);
    }

    @Override
    public Attempt reserveAnyway(Kind kind, List<Limit> limits) {
        return reserve(kind, limits, true);
    }

    private Attempt reserve(Kind kind, List<Limit> limits, boolean anyway) {
        Total total = Objects.requireNonNull(totals.get(kind));
        List<Counter> counters = limits.stream().map(this::counter).toList();
        Reserved reserved = callDatabase(() -> rows.reserve(counters, total, anyway));
        if (reserved.raised()) {
            raiseAlarm(kind, total);
        }
        return new Counted(counters, total, reserved);
    }

    private Counter counter(Limit limit) {
        return new Counter(
                vault.index("attempts: " + limit.counter()),
                limit.max(),
                limit.strict(),
                limit.period(),
                limit.growing(),
                limit.cleared());
    }

    private static <T> T callDatabase(Supplier<T> database) {
        try {
            return database.get();
        } catch (JdbiException e) {
            Refusal unavailable = Refusal.of(Refusal.Kind.UNAVAILABLE, "storage.unavailable", null);
            unavailable.initCause(e);
            throw unavailable;
        }
    }

    private void raiseAlarm(Kind kind, Total total) {
        LOG.warn("More than {} failed attempts of kind {} within {}", total.most(), kind, total.window());
        HubJournal hubJournal = journal;
        if (hubJournal == null) {
            return;
        }
        try {
            hubJournal.record("attempts.alarm", Caller.HUB, Map.of("kind", code(kind), "limit", total.most()));
        } catch (RuntimeException e) {
            LOG.warn("The alarm about attempts of kind {} cannot be journaled: {}", kind, e.toString());
        }
    }

    private static String code(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The result of a reservation. */
    private final class Counted implements Attempt {
        private final List<Counter> counters;
        private final Total total;
        private final Reserved reserved;

        private Counted(List<Counter> counters, Total total, Reserved reserved) {
            this.counters = counters;
            this.total = total;
            this.reserved = reserved;
        }

        @Override
        public Duration delay() {
            return reserved.delay();
        }

        @Override
        public void release() {
            if (isPermitted()) {
                callDatabase(() -> {
                    rows.release(counters, reserved, total);
                    return true;
                });
            }
        }

        @Override
        public void settle(int... counts) {
            if (counts.length != counters.size()) {
                throw new IllegalArgumentException(counts.length + " numbers for " + counters.size() + " limits");
            }
            callDatabase(() -> {
                rows.settle(counters, counts, total);
                return true;
            });
        }
    }

    @Override
    public boolean isAlarmed(Kind kind) {
        return callDatabase(() -> rows.isAlarmed(kind.name()));
    }

    @Override
    public String name() {
        return "attempts";
    }

    @Override
    public List<HealthWarning> warnings() {
        return rows.alarms().stream()
                .map(alarm -> {
                    Kind kind = Kind.valueOf(alarm.kind());
                    return HealthWarning.of(
                            MESSAGES,
                            "guessing/" + code(kind),
                            code(kind),
                            alarm.since(),
                            Objects.requireNonNull(totals.get(kind)).most(),
                            window(kind).toMinutes());
                })
                .toList();
    }
}
