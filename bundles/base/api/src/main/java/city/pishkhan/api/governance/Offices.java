package city.pishkhan.api.governance;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The city's service offices: their contracts and qualifications, and the services that each may offer on a given day. Only the
 * contract, the qualifications and the decisions of the committees determine this.
 */
public interface Offices {

    /** Takes the place of the office's code in a case that a citizen opened online; no office has this code. */
    String HOME = "home";

    /**
     * An office's application.
     *
     * @param code     1 to 6 digits, as in the roles of its staff
     * @param name     name of the office, 1 to 200 characters
     * @param district district of the office
     */
    record Application(String code, String name, int district) {}

    /**
     * A contract between an office and the institute.
     *
     * @param number number of the contract, 1 to 60 characters
     * @param from   first day (Tehran) on which the office may work
     * @param until  last day, inclusive
     */
    record Contract(String number, LocalDate from, LocalDate until) {}

    /**
     * An office's qualification for a service through an expert.
     *
     * @param id                assigned by the hub; {@code null} for a new one
     * @param service           e.g. {@code building-permit}
     * @param expert            login of the expert, 1 to 100 characters
     * @param expertName        the expert's name in the register; {@code null} for a new one
     * @param from              first day (Tehran)
     * @param until             last day, inclusive
     * @param registered        the expert's id in the register; {@code null} for a qualification that is older than the register
     * @param unregisteredUntil last day on which it counts although its expert is not in the register; else {@code null}
     */
    record Qualification(
            @Nullable UUID id,
            String service,
            String expert,
            @Nullable String expertName,
            LocalDate from,
            LocalDate until,
            @Nullable UUID registered,
            @Nullable LocalDate unregisteredUntil) {

        /** Creates a qualification through an expert of the register. */
        public Qualification(
                @Nullable UUID id,
                String service,
                String expert,
                @Nullable String expertName,
                LocalDate from,
                LocalDate until) {
            this(id, service, expert, expertName, from, until, null, null);
        }
    }

    /** Days for which qualifications without a registered expert remained valid after the register was introduced. */
    int GRACE_DAYS = 60;

    /**
     * Absence of all experts of a discipline at an office.
     *
     * @param since first day without an expert; {@code null} if no expert was present on any day of the previous year
     * @param until last known day without an expert; {@code null} if no expert is present within the next year
     */
    record Vacancy(@Nullable LocalDate since, @Nullable LocalDate until) {}

    /**
     * A qualification whose expert is not in the register.
     *
     * @param until last day on which it still counts
     */
    record Unregistered(@Nullable UUID qualification, String office, String service, String expert, LocalDate until) {}

    /**
     * A notice to an office about one of its qualifications whose expert is not in the register.
     *
     * @param until last day on which it still counts
     * @param told  time since which the notice can be read
     * @param words the problem and who can correct it, for people
     */
    record Notice(String office, String service, String expert, LocalDate until, Instant told, Text words) {}

    /**
     * State of an office.
     *
     * @param state          {@code applied}, {@code contracted}, {@code suspended} or {@code ended}
     * @param contract       the newest, or {@code null}
     * @param qualifications oldest first, including past ones
     * @param suspension     number of the decision that suspends it, or {@code null}
     */
    record Office(
            String code,
            String name,
            int district,
            String state,
            @Nullable Contract contract,
            List<Qualification> qualifications,
            @Nullable String suspension) {
        public Office {
            qualifications = List.copyOf(qualifications);
        }
    }

    /**
     * A person who may work on a service for the office.
     *
     * @param login login of the expert
     */
    record Expert(String office, String login) {}

    /**
     * Assignment of the open cases of a suspended office.
     *
     * @param from     the suspended office
     * @param to       office that takes them over; equal to {@code from} if it finishes them
     * @param service  only cases of this service; {@code null} for all
     * @param decision number of the decision that suspends the office
     */
    record Succession(String from, String to, @Nullable String service, @Nullable String decision) {}

    /**
     * Records an office's application.
     *
     * @throws Refusal INVALID, or CONFLICT {@code office.known}
     */
    Office apply(Caller institute, Application application);

    /** Records the institute's contract with an office; the newest counts. */
    Office recordContract(Caller institute, String code, Contract contract);

    /**
     * Records a qualification of an office through an expert of the register.
     *
     * @throws Refusal INVALID with the invalid field, and {@code qualification.expert-unknown}, {@code
     *     qualification.other-office}, {@code qualification.no-licence}, {@code qualification.on-leave} or {@code
     *     qualification.no-discipline}
     */
    Office qualify(Caller institute, String code, Qualification qualification);

    /** All offices by their codes. */
    List<Office> all();

    /** The office with this code. */
    Optional<Office> find(String code);

    /**
     * Checks that an office may open a case of a service.
     *
     * @param openedThatDay returns the number of cases that the office has opened since the day (Tehran) began; called
     *     only if the service has a quota
     * @throws Refusal FORBIDDEN with the reason: {@code office.unknown}, {@code office.not-contracted}, {@code
     *     office.suspended}, {@code service.suspended}, {@code service.not-exposed}, {@code office.not-qualified},
     *     {@code service.quota}
     */
    void checkOpening(String office, String service, Instant at, IntSupplier openedThatDay);

    /**
     * Checks that a citizen may open a case of a service online: at least one office may open it, and the service is not
     * suspended.
     *
     * @throws Refusal FORBIDDEN {@code service.suspended}, {@code service.not-exposed/home}
     */
    void checkOpeningAtHome(String service, Instant at);

    /**
     * As {@link #checkOpening}, by a special request that a committee granted. The grant opens the service for this one
     * property, independent of availability and quota. The office must meet all other conditions.
     *
     * @param decision number of the decision
     * @param subject  renovation code
     * @throws Refusal INVALID {@code special-request.unknown} if no decision in force with that number grants the
     *     special request, else as {@link #hindrance}
     */
    void checkOpeningByDecision(String decision, String office, String service, String subject, Instant at);

    /**
     * Experts to whom a case of a service may be assigned, at offices that may open the service. They have a valid
     * qualification and are present that day, or deputise for such an expert, and are not suspended. Quotas are not
     * checked; the caller chooses the expert.
     */
    List<Expert> experts(String service, Instant at);

    /**
     * Checks whether an office lacks experts of a discipline: whether no licensed expert of the discipline, or deputy,
     * works there that day. Experts who are on leave or suspended from the service do not count. Answered from memory.
     *
     * @return empty if the office has such an expert
     */
    Optional<Vacancy> vacancy(String office, String service, String discipline, Instant at);

    /** Returns {@code true} if the caller is the expert with this login, or deputises for that expert at the office on that day. */
    boolean canActAs(Caller caller, String expert, String office, Instant at);

    /** Valid qualifications whose experts are not in the register, the first to expire first. */
    List<Unregistered> unregistered(Instant at);

    /** Open notices to the caller's own offices, the most urgent first; up to 200. */
    List<Notice> notices(Caller caller);

    /** Assignments of open cases that follow from the suspensions in force. */
    List<Succession> successions(Instant at);

    /**
     * Reason why an office, or the citizen of a {@link #HOME} case, may not continue with an open case; empty if the
     * office or citizen may continue. Open cases are completed after a service is withdrawn, and after a suspension
     * whose decision lets the office finish them.
     */
    Optional<Refusal> hindrance(String office, String service, Instant at);

    /**
     * As {@link #hindrance}, before an action that cannot be undone. Reads the latest state of all nodes and blocks
     * changes of this state until the caller's transaction ends. Only inside a transaction.
     */
    Optional<Refusal> hindranceToFinish(String office, String service, Instant at);
}
