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

/**
 * The institute's register of experts (کارشناس): who they are, what they are licensed for and until when, at which office they work, who
 * stands in for them. An office is qualified by experts of this register; what it may do on a day follows from who is there.
 */
public interface Experts {

    /** Names of the days of the week, the first day of work first. */
    List<String> WEEKDAYS = List.of("saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday");

    /**
     * The licence (پروانه اشتغال) of an expert.
     *
     * @param number 1 to 60 characters
     * @param from   first day (Tehran)
     * @param until  last day
     */
    record Licence(String number, LocalDate from, LocalDate until) {
        @Override
        public String toString() {
            return "Licence[" + from + " to " + until + "]";
        }
    }

    /**
     * What the register says of an expert; the newest entry counts.
     *
     * @param name         1 to 200 characters
     * @param login        1 to 100 characters; no other expert has it
     * @param disciplines  codes of the rules' vocabulary, e.g. {@code architecture}
     * @param office       code of the office at which the expert works
     * @param secondOffice code of the other one, at a remote place; {@code null} for none
     * @param secondDays   days of the week on which the expert is there, and not at the first; empty without a second office
     * @param deputy       another expert of the same discipline, who stands in while this one is on leave or at the other office; or {@code null}
     */
    record Entry(
            String name,
            String login,
            List<String> disciplines,
            Licence licence,
            String office,
            String secondOffice,
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

    /** Days (Tehran) on which an expert is away, both included. */
    record Leave(LocalDate from, LocalDate until) {}

    /**
     * An expert of the register.
     *
     * @param id     given by the hub
     * @param state  {@code working}, {@code on-leave}, {@code unlicensed} or {@code ended}
     * @param leaves that are not over, the earliest first
     * @param ended  when the register let the expert go, or {@code null}
     */
    record Registered(UUID id, Entry entry, String state, List<Leave> leaves, Instant entered, Instant ended) {
        public Registered {
            leaves = List.copyOf(leaves);
        }
    }

    /**
     * What entries choose from.
     *
     * @param disciplines of the rules in force, staged and to come, in the order of their vocabularies
     * @param weekdays    the first day of work first
     */
    record Choices(List<Choice> disciplines, List<Choice> weekdays) {
        public Choices {
            disciplines = List.copyOf(disciplines);
            weekdays = List.copyOf(weekdays);
        }
    }

    Choices choices(Caller caller);

    /**
     * Enters an expert, who counts from now on.
     *
     * @param nationalId of the expert; kept as the digest that logins carry, and nowhere in the clear
     * @throws Refusal INVALID with the field at fault; CONFLICT {@code expert.known} for a person or a login that is there already
     */
    Registered enter(Caller institute, String nationalId, Entry entry);

    /** What counts from now on instead. @throws Refusal as {@link #enter}; NOT_FOUND; CONFLICT {@code expert.ended} */
    Registered change(Caller institute, UUID id, Entry entry);

    /**
     * An expert is away. A leave of the same first day is replaced; without a last day it is taken back.
     *
     * @throws Refusal INVALID; NOT_FOUND; CONFLICT {@code expert.ended}, {@code expert.no-leave}
     */
    Registered leave(Caller institute, UUID id, Leave leave);

    /** An expert works as such no more. @param reason 1 to 1,000 characters @throws Refusal INVALID; NOT_FOUND; CONFLICT {@code expert.ended} */
    Registered end(Caller institute, UUID id, String reason);

    /** Newest first, those who ended included. @param office only those who work there; {@code null} for all @param limit at most 200 */
    Page<Registered> list(Caller caller, String office, String cursor, int limit);

    /** @throws Refusal NOT_FOUND */
    Registered find(Caller caller, UUID id);

    /** All logins that the register has, or had, for a person. @param person as {@link Caller#person} */
    Set<String> logins(String person);

    /** Whose login it is by the register, or was last; empty for one that it never had. */
    Optional<String> person(String login);
}
