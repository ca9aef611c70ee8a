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

/** What the register of experts and the sanctions together say of offices: which qualifications count, and who acts on a day. */
final class OfficeExperts {
    /** How far it is looked for somebody, to either side. */
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

    /** Of the time before the register only a login is known: it is whoever works under it at that office. */
    private Optional<ExpertRow> expert(String office, Qualification q) {
        return q.registered() == null
                ? register.working(q.expert()).filter(row -> row.of(office))
                : register.find(q.registered());
    }

    /** As people see it: with the day on which it becomes void, if it will. */
    Qualification shown(String office, Qualification q) {
        return q.unregisteredUntil() == null || expert(office, q).isEmpty()
                ? q
                : new Qualification(
                        q.id(), q.service(), q.expert(), q.expertName(), q.from(), q.until(), q.registered(), null);
    }

    /** Whether it counts because it was there before the register, and for a while only. */
    boolean inGrace(String office, Qualification q, LocalDate day) {
        return expert(office, q).isEmpty() && q.unregisteredUntil() != null && !day.isAfter(q.unregisteredUntil());
    }

    /**
     * Whether a qualification counts on a day. A new case needs an expert who works at the office; one that is open goes on to the step that
     * needs somebody.
     */
    boolean counts(String office, Qualification q, LocalDate day, boolean fresh) {
        Optional<ExpertRow> expert = expert(office, q);
        return expert.isEmpty()
                ? inGrace(office, q, day)
                : !fresh || expert.get().of(office);
    }

    boolean suspended(String office, Qualification q, Instant at) {
        return expert(office, q)
                .map(row -> suspended(row, q.service(), at))
                .orElseGet(() -> sanctions.suspension("expert", q.expert(), q.service(), at) != null);
    }

    /** A sanction names a login, and is the person's. */
    private boolean suspended(ExpertRow expert, String service, Instant at) {
        return register.logins(expert.person()).stream()
                .anyMatch(login -> sanctions.suspension("expert", login, service, at) != null);
    }

    /** Login of whoever does what the qualification is for: its expert, or the deputy. */
    Optional<String> acting(String office, Qualification q, Instant at) {
        Optional<ExpertRow> expert = expert(office, q);
        if (expert.isEmpty()) {
            return suspended(office, q, at) ? Optional.empty() : Optional.of(q.expert());
        }
        return register.acting(expert.get(), office, RegisterSnapshot.day(at))
                .filter(there -> !suspended(there, q.service(), at))
                .map(there -> there.entry().login());
    }

    boolean covers(String office, String service, String discipline, Instant at) {
        return register.covers(office, discipline, RegisterSnapshot.day(at), there -> !suspended(there, service, at));
    }

    /** @param covered whether somebody is there on a day */
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

    /** See {@link city.pishkhan.api.governance.Offices#actsAs}. */
    boolean actsAs(Caller caller, String login, String office, LocalDate day) {
        Optional<ExpertRow> expert = register.byLogin(login);
        if (expert.isEmpty()) {
            return caller.principal().equals(login);
        }
        Optional<ExpertRow> deputy = register.deputy(expert.get(), office, day);
        return is(caller, expert.get())
                || caller.person().isEmpty() && caller.principal().equals(login)
                || deputy.filter(d -> is(caller, d)).isPresent();
    }

    /** By person; a login of which nobody said whose it is counts by its name. */
    private static boolean is(Caller caller, ExpertRow expert) {
        return caller.person().isEmpty()
                ? caller.principal().equals(expert.entry().login())
                : caller.person().equals(expert.person());
    }
}
