package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.RoleStanding;
import city.pishkhan.governance.internal.experts.ExpertRegister;
import city.pishkhan.governance.internal.experts.ExpertRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@link RoleStanding}: an expert's login counts at the door of the offices only while the register has that person there. Whoever is away
 * still answers to the committee. Logins that say nobody's person go on by their roles.
 */
@Component(service = RoleStanding.class)
public final class ExpertAttendance implements RoleStanding {
    private static final String EXPERT = "expert";
    private static final String DOOR = "office.";

    private final GovernanceRepository governanceRepository;

    @Activate
    public ExpertAttendance(@Reference GovernanceRepository governanceRepository) {
        this.governanceRepository = governanceRepository;
    }

    @Override
    public Optional<Refusal> withheld(Caller caller, String role, String operation) {
        if (caller.person().isEmpty()
                || !operation.startsWith(DOOR)
                || !Caller.kind(role).equals(EXPERT)) {
            return Optional.empty();
        }
        return withheld(
                governanceRepository.view().experts().register(),
                caller.person(),
                role.substring(EXPERT.length() + 1),
                RegisterSnapshot.day(Instant.now()));
    }

    /** @param person who may be in the register or not */
    static Optional<Refusal> withheld(ExpertRegister register, String person, String office, LocalDate day) {
        List<ExpertRow> rows = register.of(person);
        return rows.isEmpty() || rows.stream().anyMatch(row -> register.there(row, office, day))
                ? Optional.empty()
                : Optional.of(why(rows.get(rows.size() - 1), office, day));
    }

    private static Refusal why(ExpertRow expert, String office, LocalDate day) {
        if (expert.ended() != null) {
            return Refusal.forbidden("expert.absent", office);
        }
        if (!expert.of(office)) {
            return Refusal.forbidden("expert.absent/office", office);
        }
        if (!expert.licensed(day)) {
            return Refusal.forbidden(
                    "expert.absent/licence",
                    office,
                    expert.entry().licence().from(),
                    expert.entry().licence().until());
        }
        return expert.leave(day)
                .map(leave -> Refusal.forbidden("expert.absent/leave", office, leave.from(), leave.until()))
                .orElseGet(() -> Refusal.forbidden("expert.absent/day", office, day, expert.place(day)));
    }
}
