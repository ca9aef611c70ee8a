package city.pishkhan.cases.internal.access;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.BreakGlass;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.store.CaseRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link BreakGlass}: gives an operator temporary access to the personal data of one case and journals the reason. */
@Component(
        service = {BreakGlass.class, BreakGlassService.class},
        configurationPid = "city.pishkhan.cases.glass")
@Designate(ocd = BreakGlassService.Config.class)
public final class BreakGlassService implements BreakGlass {
    private static final Logger LOG = LoggerFactory.getLogger(BreakGlassService.class);
    private static final String OPERATION = "office.glass.break";
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    /** Configuration of temporary access, PID {@code city.pishkhan.cases.glass}. */
    @ObjectClassDefinition(name = "Pishkhan break-glass")
    public @interface Config {
        @AttributeDefinition(
                description = "Minutes of emergency access of an operator to the personal data of a case, 1 to 240")
        int minutes() default 15;
    }

    private final CaseRepository store;
    private final Access access;
    private final Journal journal;
    private final Duration life;

    @Activate
    public BreakGlassService(
            @Reference CaseRepository store, @Reference Access access, @Reference Journal journal, Config config) {
        this(store, access, journal, Duration.ofMinutes(Math.max(1, Math.min(config.minutes(), 240))));
    }

    public BreakGlassService(CaseRepository store, Access access, Journal journal, Duration life) {
        this.store = store;
        this.access = access;
        this.journal = journal;
        this.life = life;
    }

    @Override
    public EmergencyAccess breakGlass(Caller operator, UUID caseId, String reason) {
        access.check(operator, OPERATION);
        String why = reason == null ? "" : reason.strip();
        if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
            throw Refusal.invalid("glass.reason", "reason", SHORTEST_REASON, LONGEST_REASON);
        }
        return store.tx().required(sql -> {
            CaseFile file = store.lock(caseId);
            if (file.isErased()) {
                throw Refusal.conflict("case.erased");
            }
            Instant until = StoredTime.get().plus(life);
            sql.createUpdate("insert into cases.break_glass (principal, case_id, reason, until)"
                            + " values (:principal, :case, :reason, :until)")
                    .bind("principal", operator.principal())
                    .bind("case", file.id())
                    .bind("reason", file.seal().seal("glass.reason", why))
                    .bind("until", until)
                    .execute();
            journal.record(
                    file.id(),
                    "glass.broken",
                    operator,
                    Map.of("until", until.toString(), "reason", journal.commitment(file.salt(), why)));
            store.tx()
                    .afterCommit(() -> LOG.warn(
                            // the reason is not logged, because it may contain names of people
                            "BREAK GLASS: {} sees the personal data of case {} until {}",
                            operator.principal(),
                            file.number(),
                            until));
            return new EmergencyAccess(file.id(), file.number(), until);
        });
    }

    /**
     * Returns {@code true} if the caller has break-glass access to this case that has not expired. Each use is
     * journaled.
     */
    public boolean tryUseAccess(Caller caller, UUID caseId) {
        boolean broken = store.tx().required(sql -> sql.createQuery(
                        "select exists (select 1 from cases.break_glass where principal = :principal and case_id = :case"
                                + " and until > :now)")
                .bind("principal", caller.principal())
                .bind("case", caseId)
                .bind("now", StoredTime.get())
                .mapTo(Boolean.class)
                .one());
        if (broken) {
            store.lock(caseId);
            journal.record(caseId, "glass.looked-through", caller, Map.of());
        }
        return broken;
    }
}
