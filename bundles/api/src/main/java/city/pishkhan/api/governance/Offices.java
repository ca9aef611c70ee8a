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

/**
 * The city's service offices: who has a contract, who is qualified for what, and what each may do on a given day. What an office may do
 * follows from its contract, its qualifications and the decisions of the committees; nothing else opens or closes a service to it.
 */
public interface Offices {

    /** In the place of an office's code, of a case that its citizen opened at home; no office has it. */
    String HOME = "home";

    /**
     * An office that applies.
     *
     * @param code     1 to 6 digits, as in the roles of its people
     * @param name     of the office, 1 to 200 characters
     * @param district where it stands, 1 to 22
     */
    record Application(String code, String name, int district) {}

    /**
     * What an office and the institute signed.
     *
     * @param number of the contract, 1 to 60 characters
     * @param from   first day (Tehran) on which the office may work
     * @param until  last day
     */
    record Contract(String number, LocalDate from, LocalDate until) {}

    /**
     * That an office has the expert whom a service demands.
     *
     * @param id         given by the hub; {@code null} when it is new
     * @param service    e.g. {@code building-permit}
     * @param expert     login of the expert, 1 to 100 characters
     * @param expertName the expert's name, as the register has it; {@code null} when it is new
     * @param from       first day (Tehran)
     * @param until      last day
     * @param registered the expert's id in the register; {@code null} for one of the time before there was a register
     * @param unregisteredUntil last day on which it counts although its expert is not in the register; {@code null} for all others
     */
    record Qualification(
            UUID id,
            String service,
            String expert,
            String expertName,
            LocalDate from,
            LocalDate until,
            UUID registered,
            LocalDate unregisteredUntil) {

        /** Of an expert of the register. */
        public Qualification(
                UUID id, String service, String expert, String expertName, LocalDate from, LocalDate until) {
            this(id, service, expert, expertName, from, until, null, null);
        }
    }

    /** Days for which a qualification goes on that named nobody of the register when that began. */
    int GRACE_DAYS = 60;

    /**
     * That an office has nobody of a discipline.
     *
     * @param since first day without; {@code null} if there was nobody in the year before either
     * @param until last day without, as far as is known; {@code null} if nobody comes within a year
     */
    record Vacancy(LocalDate since, LocalDate until) {}

    /**
     * A qualification whose expert is not in the register.
     *
     * @param until last day on which it counts all the same
     */
    record Unregistered(UUID qualification, String office, String service, String expert, LocalDate until) {}

    /**
     * What an office was told of such a qualification.
     *
     * @param until last day on which it counts all the same
     * @param told  when it could be read first
     * @param words what it is about and who mends it, for people
     */
    record Notice(String office, String service, String expert, LocalDate until, Instant told, Text words) {}

    /**
     * One office as it stands.
     *
     * @param state          {@code applied}, {@code contracted}, {@code suspended} or {@code ended}
     * @param contract       the newest, or {@code null}
     * @param qualifications oldest first, past ones included
     * @param suspension     number of the decision that suspends it, or {@code null}
     */
    record Office(
            String code,
            String name,
            int district,
            String state,
            Contract contract,
            List<Qualification> qualifications,
            String suspension) {
        public Office {
            qualifications = List.copyOf(qualifications);
        }
    }

    /** Somebody who may work on a service for the office. @param login of the expert */
    record Expert(String office, String login) {}

    /**
     * What becomes of the open cases of an office that is suspended.
     *
     * @param from     the suspended office
     * @param to       that takes them over; the same office if it finishes them
     * @param service  only cases of this one; {@code null} for all
     * @param decision number of the decision by which the suspension counts
     */
    record Succession(String from, String to, String service, String decision) {}

    /** An office applies. @throws Refusal INVALID, or CONFLICT {@code office.known} */
    Office apply(Caller institute, Application application);

    /** The institute's contract with an office; the newest counts. */
    Office contract(Caller institute, String code, Contract contract);

    /**
     * Says that an office is qualified, by an expert of the register.
     *
     * @throws Refusal INVALID with the field at fault, and {@code qualification.expert-unknown}, {@code qualification.other-office}, {@code
     *                 qualification.no-licence}, {@code qualification.on-leave} or {@code qualification.no-discipline}
     */
    Office qualify(Caller institute, String code, Qualification qualification);

    /** All offices by their codes. */
    List<Office> all();

    Optional<Office> find(String code);

    /**
     * Whether an office may open a case of a service.
     *
     * @param openedThatDay how many it has opened since the day (Tehran) began; asked only where a quota holds
     * @throws Refusal FORBIDDEN with the reason: {@code office.unknown}, {@code office.not-contracted}, {@code office.suspended},
     *                 {@code service.suspended}, {@code service.not-exposed}, {@code office.not-qualified}, {@code service.quota}
     */
    void mayOpen(String office, String service, Instant at, IntSupplier openedThatDay);

    /**
     * Whether a citizen may open a case of a service at home: some office may, and nobody has suspended it.
     *
     * @throws Refusal FORBIDDEN {@code service.suspended}, {@code service.not-exposed/home}
     */
    void mayOpenAtHome(String service, Instant at);

    /**
     * As {@link #mayOpen}, on the ground of a special request that a committee granted: it opens the service for this one property, whatever
     * exposure and quota say. The office must be as fit as for any other case.
     *
     * @param decision number of the decision
     * @param subject  renovation code
     * @throws Refusal INVALID {@code special-request.unknown} if no decision in force with that number grants this, else as {@link #hindrance}
     */
    void mayOpenBy(String decision, String office, String service, String subject, Instant at);

    /**
     * Who may be given a case of a service: experts whose qualification holds, who are there that day, or else their deputies, and whom no
     * decision suspends, at offices that may open it. Quotas are not asked: whoever gives it chooses.
     */
    List<Expert> experts(String service, Instant at);

    /**
     * Whether an office has nobody of a discipline: no expert who is there that day, licensed, not on leave and not suspended from the
     * service, and no such deputy of one. Answered from memory.
     *
     * @return empty if it has
     */
    Optional<Vacancy> vacancy(String office, String service, String discipline, Instant at);

    /** Whether the caller is the expert who has a login, or stands in for that expert at an office on that day. */
    boolean actsAs(Caller caller, String expert, String office, Instant at);

    /** The qualifications in force whose experts are not in the register, the first that becomes void first. */
    List<Unregistered> unregistered(Instant at);

    /** What the caller's own offices were told and is not mended yet, the most pressing first; at most 200. */
    List<Notice> notices(Caller caller);

    /** What the suspensions in force say of open cases. */
    List<Succession> successions(Instant at);

    /**
     * Why an office, or who is at {@link #HOME}, may not go on with a case that it has open; empty if it may. A service that was withdrawn from the offices lets what
     * is open come to its end, and so does a suspension that says so.
     */
    Optional<Refusal> hindrance(String office, String service, Instant at);

    /**
     * As {@link #hindrance}, for what cannot be taken back: by the newest word of all nodes, and whatever would change it waits until the
     * caller's transaction has ended. Only inside a transaction.
     */
    Optional<Refusal> finishing(String office, String service, Instant at);
}
