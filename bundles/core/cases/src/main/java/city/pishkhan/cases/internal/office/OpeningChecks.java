package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.rules.DeadlinePolicy;
import city.pishkhan.cases.internal.store.OpeningRepository;
import city.pishkhan.identifiers.BeyondCalendar;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checks that prevent the opening of a case. */
final class OpeningChecks {
    private final OpeningRepository rows;

    OpeningChecks(OpeningRepository rows) {
        this.rows = rows;
    }

    /** @throws Refusal INVALID {@code service.unknown} */
    static Procedure requireProcedure(RuleSet rules, @Nullable String service) {
        return rules.procedure(service == null ? "" : service)
                .orElseThrow(() -> Refusal.invalid("service.unknown", "service"));
    }

    /**
     * Checks that the calendar is long enough to compute the deadlines of all agencies of the procedure.
     *
     * @throws Refusal UNAVAILABLE {@code calendar.ends} if it is not
     */
    static void requireCalendar(RuleSet rules, Procedure procedure, Instant now) {
        try {
            procedure.stages().stream()
                    .flatMap(stage -> stage.agencies().values().stream())
                    .forEach(rule -> DeadlinePolicy.endOfPeriod(rules.calendar(), now, rule.time()));
        } catch (BeyondCalendar e) {
            throw Refusal.of(
                    Refusal.Kind.UNAVAILABLE,
                    "calendar.ends",
                    null,
                    e.getMessage(),
                    rules.calendar().last().persian());
        }
    }

    /**
     * Refuses a special request by which a case was already opened. The lock of {@link #refuseSecondOpen} on service
     * and property is sufficient, because a special request permits one service of one property.
     */
    void refuseSecondUse(CaseFile file) {
        if (file.specialRequest() != null && rows.isUsed(file.specialRequest())) {
            throw Refusal.conflict("special-request.used", file.specialRequest());
        }
    }

    void refuseSecondOpen(CaseFile file) {
        if (rows.hasOpenCase(file.service(), file.subject())) {
            throw Refusal.conflict("case.already-open");
        }
    }
}
