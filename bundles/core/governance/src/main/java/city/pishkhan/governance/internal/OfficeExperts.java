package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Offices.Qualification;
import city.pishkhan.api.governance.Offices.Vacancy;
import city.pishkhan.api.security.Caller;
import city.pishkhan.governance.internal.experts.ExpertRegister;
import city.pishkhan.governance.internal.experts.ExpertRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Combines the register of experts with the sanctions: which qualifications of an office are effective, and which
 * expert acts on a day.
 */
final class OfficeExperts {
    /** Maximum number of days before and after a day that are searched for a present expert. */
    private static final int MOST_DAYS = 366;

    private final ExpertRegister register;
    private final Sanctions sanctions;

    OfficeExperts(ExpertRegister register, Sanctions sanctions) {
        this.register = register;
        this.sanctions = sanctions;
    }

    ExpertRegister register() {
        return register;
    }

    /**
     * Returns the expert of a qualification. A qualification older than the register only names a login. Such a
     * qualification belongs to the expert who uses the login at the office.
     */
    private Optional<ExpertRow> expert(String office, Qualification q) {
        return q.registered() == null
                ? register.findWorking(q.expert()).filter(row -> row.isAssignedTo(office))
                : register.find(q.registered());
    }

    /**
     * Returns a qualification for display. The copy contains the day on which the qualification becomes void only if
     * the qualification has no registered expert.
     */
    Qualification toView(String office, Qualification q) {
        return q.unregisteredUntil() == null || expert(office, q).isEmpty()
                ? q
                : new Qualification(
                        q.id(), q.service(), q.expert(), q.expertName(), q.from(), q.until(), q.registered(), null);
    }

    /**
     * Returns {@code true} if a qualification without a registered expert is still effective because it is older than
     * the register.
     */
    boolean isInGrace(String office, Qualification q, LocalDate day) {
        return expert(office, q).isEmpty() && q.unregisteredUntil() != null && !day.isAfter(q.unregisteredUntil());
    }

    /**
     * Returns {@code true} if a qualification is effective on a day. For a new case its expert must work at the office.
     * An open case may proceed even if the expert has left.
     */
    boolean isEffective(String office, Qualification q, LocalDate day, boolean fresh) {
        Optional<ExpertRow> expert = expert(office, q);
        return expert.isEmpty()
                ? isInGrace(office, q, day)
                : !fresh || expert.get().isAssignedTo(office);
    }

    boolean isSuspended(String office, Qualification q, Instant at) {
        return expert(office, q)
                .map(row -> isSuspended(row, q.service(), at))
                .orElseGet(() -> sanctions.suspension("expert", q.expert(), q.service(), at) != null);
    }

    /** Returns {@code true} if any login of the person is suspended. */
    private boolean isSuspended(ExpertRow expert, String service, Instant at) {
        return register.logins(expert.person()).stream()
                .anyMatch(login -> sanctions.suspension("expert", login, service, at) != null);
    }

    /** Returns the login of the person who acts for a qualification: its expert or the deputy. Empty if neither is available. */
    Optional<String> findActing(String office, Qualification q, Instant at) {
        Optional<ExpertRow> expert = expert(office, q);
        if (expert.isEmpty()) {
            return isSuspended(office, q, at) ? Optional.empty() : Optional.of(q.expert());
        }
        return register.findActing(expert.get(), office, RegisterSnapshot.day(at))
                .filter(there -> !isSuspended(there, q.service(), at))
                .map(there -> there.entry().login());
    }

    boolean hasExpert(String office, String service, String discipline, Instant at) {
        return register.hasExpert(
                office, discipline, RegisterSnapshot.day(at), there -> !isSuspended(there, service, at));
    }

    /**
     * Returns the period around a day in which no expert is present; empty if one is present. An end of the period is
     * {@code null} if it is more than {@value #MOST_DAYS} days away.
     *
     * @param covered returns {@code true} if an expert is present on a day
     */
    Optional<Vacancy> vacancy(LocalDate day, Predicate<LocalDate> covered) {
        if (covered.test(day)) {
            return Optional.empty();
        }
        LocalDate since = null;
        LocalDate until = null;
        for (int away = 1; away <= MOST_DAYS; away++) {
            if (since == null && covered.test(day.minusDays(away))) {
                since = day.minusDays(away - 1L);
            }
            if (until == null && covered.test(day.plusDays(away))) {
                until = day.plusDays(away - 1L);
            }
        }
        return Optional.of(new Vacancy(since, until));
    }

    /** Implements {@link city.pishkhan.api.governance.Offices#canActAs}. */
    boolean isActingAs(Caller caller, String login, String office, LocalDate day) {
        Optional<ExpertRow> expert = register.byLogin(login);
        if (expert.isEmpty()) {
            return caller.principal().equals(login);
        }
        Optional<ExpertRow> deputy = register.deputy(expert.get(), office, day);
        return isSamePerson(caller, expert.get())
                || caller.person().isEmpty() && caller.principal().equals(login)
                || deputy.filter(d -> isSamePerson(caller, d)).isPresent();
    }

    /**
     * Returns {@code true} if the caller is the expert. Compares the persons, or the logins if the caller's person is
     * unknown.
     */
    private static boolean isSamePerson(Caller caller, ExpertRow expert) {
        return caller.person().isEmpty()
                ? caller.principal().equals(expert.entry().login())
                : caller.person().equals(expert.person());
    }
}
