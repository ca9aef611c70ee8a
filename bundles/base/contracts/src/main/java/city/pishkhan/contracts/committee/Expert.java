package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An expert in the institute's register, by the newest entry.
 *
 * @param id           id, used in paths
 * @param name         name of the person; absent for callers without the right to see it
 * @param login        login that qualifications refer to
 * @param state        {@code working}, {@code on-leave}, {@code unlicensed} or {@code ended}
 * @param disciplines  licensed disciplines, e.g. {@code architecture}
 * @param licence      licence with its first and last day
 * @param office       code of the office where the expert works
 * @param secondOffice code of a second office, at a remote place
 * @param secondDays   weekdays on which the expert works at the second office instead of the first
 * @param deputy       id of the deputy
 * @param leaves       present and future leaves, earliest first
 * @param entered      time of the first entry; UTC, ISO 8601
 * @param ended        end of the expert's work; UTC, ISO 8601; absent for an active expert
 */
public record Expert(
        UUID id,
        @Nullable String name,
        String login,
        @OneOf({"working", "on-leave", "unlicensed", "ended"}) String state,
        List<String> disciplines,
        Licence licence,
        String office,
        @Nullable String secondOffice,
        List<String> secondDays,
        @Nullable UUID deputy,
        List<Leave> leaves,
        Instant entered,
        @Nullable Instant ended) {

    /**
     * A leave of an expert.
     *
     * @param from  first day in Tehran, ISO 8601
     * @param until last day, ISO 8601
     */
    public record Leave(LocalDate from, LocalDate until) {}
}
