package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An expert of the institute's register, as the newest entry says.
 *
 * @param id           for paths
 * @param name         of the person; absent for those who need not know
 * @param login        that qualifications name
 * @param state        {@code working}, {@code on-leave}, {@code unlicensed} or {@code ended}
 * @param disciplines  what the expert is licensed for, e.g. {@code architecture}
 * @param licence      with its first and last day
 * @param office       code of the office at which the expert works
 * @param secondOffice code of another one, at a remote place
 * @param secondDays   days of the week on which the expert is there, and not at the first
 * @param deputy       id of the expert who stands in
 * @param leaves       that are not over, the earliest first
 * @param entered      UTC, ISO 8601
 * @param ended        UTC, ISO 8601; absent for one who works
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
     * Days on which an expert is away.
     *
     * @param from  first day in Tehran, ISO 8601
     * @param until last day, ISO 8601
     */
    public record Leave(LocalDate from, LocalDate until) {}
}
