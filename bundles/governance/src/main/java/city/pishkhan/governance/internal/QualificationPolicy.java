package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.governance.internal.experts.ExpertRegister;
import city.pishkhan.governance.internal.experts.ExpertRow;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;

/** By whom an office can be qualified: an expert who works there, is licensed and there at its beginning, and has a discipline that is needed. */
final class QualificationPolicy {
    private static final String EXPERT = "expert";

    private QualificationPolicy() {}

    /**
     * @param login  of the expert
     * @param needed disciplines of which the service needs one each; empty where it needs none
     * @throws Refusal INVALID that says which of these fails
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
        ExpertRow expert = register.working(login)
                .orElseThrow(() -> Refusal.invalid("qualification.expert-unknown", EXPERT, login));
        if (!expert.of(office)) {
            throw Refusal.invalid(
                    "qualification.other-office", EXPERT, login, expert.entry().office(), office);
        }
        LocalDate day = beginning(from, until, today);
        if (!expert.licensed(day)) {
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

    /** The first day on which it would count. */
    private static LocalDate beginning(LocalDate from, LocalDate until, LocalDate today) {
        if (from.isAfter(today)) {
            return from;
        }
        return until.isBefore(today) ? until : today;
    }
}
