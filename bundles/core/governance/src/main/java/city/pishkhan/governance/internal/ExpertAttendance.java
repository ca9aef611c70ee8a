package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.RoleSuspension;
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
 * Implementation of {@link RoleSuspension}: an expert's login is valid for operations of an office only while the
 * register of experts assigns the expert to that office. Operations of the committee are not restricted. Logins without
 * a person are checked by their roles only.
 */
@Component(service = RoleSuspension.class)
public final class ExpertAttendance implements RoleSuspension {
    private static final String EXPERT = "expert";
    private static final String DOOR = "office.";

    private final GovernanceRepository governanceRepository;

    @Activate
    public ExpertAttendance(@Reference GovernanceRepository governanceRepository) {
        this.governanceRepository = governanceRepository;
    }

    @Override
    public Optional<Refusal> refusal(Caller caller, String role, String operation) {
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

    /** @param person person of the login; may be missing in the register */
    static Optional<Refusal> withheld(ExpertRegister register, String person, String office, LocalDate day) {
        List<ExpertRow> rows = register.findByPerson(person);
        return rows.isEmpty() || rows.stream().anyMatch(row -> register.isPresent(row, office, day))
                ? Optional.empty()
                : Optional.of(explain(rows.get(rows.size() - 1), office, day));
    }

    private static Refusal explain(ExpertRow expert, String office, LocalDate day) {
        if (expert.ended() != null) {
            return Refusal.forbidden("expert.absent", office);
        }
        if (!expert.isAssignedTo(office)) {
            return Refusal.forbidden("expert.absent/office", office);
        }
        if (!expert.isLicensed(day)) {
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
