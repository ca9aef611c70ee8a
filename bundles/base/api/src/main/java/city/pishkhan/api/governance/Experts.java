package city.pishkhan.api.governance;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The institute's register of experts (کارشناس): their licences, offices, leaves and deputies. An office is qualified through
 * experts of this register, and may offer a service only on days when such an expert is present.
 */
public interface Experts {

    /** Names of the days of the week, beginning with the first working day. */
    List<String> WEEKDAYS = List.of("saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday");

    /**
     * The licence (پروانه اشتغال) of an expert.
     *
     * @param number 1 to 60 characters
     * @param from   first day (Tehran)
     * @param until  last day, inclusive
     */
    record Licence(String number, LocalDate from, LocalDate until) {
        @Override
        public String toString() {
            return "Licence[" + from + " to " + until + "]";
        }
    }

    /**
     * An expert's entry in the register; the newest entry counts.
     *
     * @param name         1 to 200 characters
     * @param login        1 to 100 characters; unique
     * @param disciplines  codes of the rules' vocabulary, e.g. {@code architecture}
     * @param office       code of the office at which the expert works
     * @param secondOffice code of a second office at a remote place; {@code null} for none
     * @param secondDays   days of the week on which the expert works at the second office instead of the first; empty without a
     *                     second office
     * @param deputy       another expert of the same discipline, who deputises during leave and on days at the other office; or
     *                     {@code null}
     */
    record Entry(
            String name,
            String login,
            List<String> disciplines,
            Licence licence,
            String office,
            @Nullable String secondOffice,
            List<String> secondDays,
            UUID deputy) {
        public Entry {
            disciplines = disciplines == null ? List.of() : List.copyOf(disciplines);
            secondDays = secondDays == null ? List.of() : List.copyOf(secondDays);
        }

        @Override
        public String toString() {
            return "Entry[" + login + " at " + office + "]";
        }
    }

    /** Days (Tehran) on which an expert is absent, inclusive. */
    record Leave(LocalDate from, @Nullable LocalDate until) {}

    /**
     * An expert of the register.
     *
     * @param id     assigned by the hub
     * @param state  {@code working}, {@code on-leave}, {@code unlicensed} or {@code ended}
     * @param leaves present and future leaves, earliest first
     * @param ended  time at which the expert left the register, or {@code null}
     */
    record Registered(
            UUID id,
            Entry entry,
            String state,
            List<Leave> leaves,
            @Nullable Instant entered,
            @Nullable Instant ended) {
        public Registered {
            leaves = List.copyOf(leaves);
        }
    }

    /**
     * Choices for the fields of an entry.
     *
     * @param disciplines disciplines of the current, staged and future rules, in the order of their vocabularies
     * @param weekdays    beginning with the first working day
     */
    record Choices(List<Choice> disciplines, List<Choice> weekdays) {
        public Choices {
            disciplines = List.copyOf(disciplines);
            weekdays = List.copyOf(weekdays);
        }
    }

    /** Choices for the fields of an entry. */
    Choices choices(Caller caller);

    /**
     * Adds an expert to the register, effective at once.
     *
     * @param nationalId national ID of the expert; stored only as the digest that logins contain
     * @throws Refusal INVALID with the invalid field; CONFLICT {@code expert.known} if the person or the login is already
     *     registered
     */
    Registered enter(Caller institute, String nationalId, Entry entry);

    /**
     * Replaces an expert's entry, effective at once.
     *
     * @throws Refusal as {@link #enter}; NOT_FOUND; CONFLICT {@code expert.ended}
     */
    Registered change(Caller institute, UUID id, Entry entry);

    /**
     * Records a leave. It replaces a recorded leave with the same first day. If {@code leave} has no last day, the
     * recorded leave with that first day is cancelled.
     *
     * @throws Refusal INVALID; NOT_FOUND; CONFLICT {@code expert.ended}, {@code expert.no-leave}
     */
    Registered recordLeave(Caller institute, UUID id, Leave leave);

    /**
     * Removes an expert from service for good.
     *
     * @param reason 1 to 1,000 characters
     * @throws Refusal INVALID; NOT_FOUND; CONFLICT {@code expert.ended}
     */
    Registered endService(Caller institute, UUID id, String reason);

    /**
     * Experts including former ones, newest first.
     *
     * @param office only experts who work at this office; {@code null} for all
     * @param limit  up to 200
     */
    Page<Registered> list(Caller caller, @Nullable String office, @Nullable String cursor, int limit);

    /**
     * Returns an expert.
     *
     * @throws Refusal NOT_FOUND
     */
    Registered find(Caller caller, UUID id);

    /**
     * All present and former logins of a person in the register.
     *
     * @param person as {@link Caller#person}
     */
    Set<String> logins(String person);

    /** Current or most recent owner of a login; empty if the login was never registered. */
    Optional<String> person(@Nullable String login);
}
