package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.rules.DeadlinePolicy;
import city.pishkhan.cases.internal.store.OpeningRepository;
import city.pishkhan.identifiers.BeyondCalendar;
import java.time.Instant;

/** What keeps a case from being opened beside those that are there. */
final class OpeningChecks {
    private final OpeningRepository rows;

    OpeningChecks(OpeningRepository rows) {
        this.rows = rows;
    }

    /** @throws Refusal INVALID {@code service.unknown} */
    static Procedure procedure(RuleSet rules, String service) {
        return rules.procedure(service == null ? "" : service)
                .orElseThrow(() -> Refusal.invalid("service.unknown", "service"));
    }

    /** No case is opened whose agencies' deadlines the calendar could not count. @throws Refusal UNAVAILABLE {@code calendar.ends} */
    static void countable(RuleSet rules, Procedure procedure, Instant now) {
        try {
            procedure.stages().stream()
                    .flatMap(stage -> stage.agencies().values().stream())
                    .forEach(rule -> DeadlinePolicy.after(rules.calendar(), now, rule.time()));
        } catch (BeyondCalendar e) {
            throw Refusal.of(
                    Refusal.Kind.UNAVAILABLE,
                    "calendar.ends",
                    null,
                    e.getMessage(),
                    rules.calendar().last().persian());
        }
    }

    /** Asked while nobody else opens a case of this service for this property, and the decision is for no other. */
    void refuseSecondUse(CaseFile file) {
        if (file.specialRequest() != null && rows.used(file.specialRequest())) {
            throw Refusal.conflict("special-request.used", file.specialRequest());
        }
    }

    void refuseSecondOpen(CaseFile file) {
        if (rows.open(file.service(), file.subject())) {
            throw Refusal.conflict("case.already-open");
        }
    }
}
