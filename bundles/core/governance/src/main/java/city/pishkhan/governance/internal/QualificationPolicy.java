package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.governance.internal.experts.ExpertRegister;
import city.pishkhan.governance.internal.experts.ExpertRow;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;

/**
 * Requirements for the expert of a qualification. The expert works at the office and has a discipline that the service
 * needs. On the qualification's first day, the expert is licensed and not on leave.
 */
final class QualificationPolicy {
    private static final String EXPERT = "expert";

    private QualificationPolicy() {}

    /**
     * @param login  login of the expert
     * @param needed disciplines that qualify for the service, one suffices; empty if the service needs no discipline
     * @throws Refusal {@code INVALID} that names the requirement that is not met
     */
    static ExpertRow expert(
            ExpertRegister register,
            String office,
            String service,
            String login,
            Set<String> needed,
            LocalDate from,
            LocalDate until,
            LocalDate today) {
        ExpertRow expert = register.findWorking(login)
                .orElseThrow(() -> Refusal.invalid("qualification.expert-unknown", EXPERT, login));
        if (!expert.isAssignedTo(office)) {
            throw Refusal.invalid(
                    "qualification.other-office", EXPERT, login, expert.entry().office(), office);
        }
        LocalDate day = beginning(from, until, today);
        if (!expert.isLicensed(day)) {
            throw Refusal.invalid(
                    "qualification.no-licence",
                    EXPERT,
                    login,
                    expert.entry().licence().from(),
                    expert.entry().licence().until(),
                    day);
        }
        expert.leave(day).ifPresent(leave -> {
            throw Refusal.invalid("qualification.on-leave", EXPERT, login, leave.from(), leave.until());
        });
        if (!needed.isEmpty() && Collections.disjoint(needed, expert.entry().disciplines())) {
            throw Refusal.invalid(
                    "qualification.no-discipline", EXPERT, login, expert.entry().disciplines(), service, needed);
        }
        return expert;
    }

    /** Returns the first day on which the qualification would be effective. */
    private static LocalDate beginning(LocalDate from, LocalDate until, LocalDate today) {
        if (from.isAfter(today)) {
            return from;
        }
        return until.isBefore(today) ? until : today;
    }
}
