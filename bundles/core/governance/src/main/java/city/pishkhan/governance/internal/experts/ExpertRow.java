package city.pishkhan.governance.internal.experts;

import city.pishkhan.api.governance.Experts.Entry;
import city.pishkhan.api.governance.Experts.Leave;
import city.pishkhan.identifiers.PersianDate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An expert in the register, with the expert's office on a day (in Tehran).
 *
 * @param person person as recorded with logins
 * @param logins all current and former logins
 * @param leaves leaves that were not cancelled, the earliest first
 * @param ended  time at which the expert's work ended; {@code null} if it has not
 */
public record ExpertRow(
        UUID id,
        String person,
        Entry entry,
        Set<String> logins,
        List<Leave> leaves,
        @Nullable Instant entered,
        @Nullable Instant ended) {
    public ExpertRow {
        logins = Set.copyOf(logins);
        leaves = List.copyOf(leaves);
    }

    /** Returns {@code true} if the expert works at the office on any day of the week. */
    public boolean isAssignedTo(String office) {
        return ended == null && (entry.office().equals(office) || office.equals(entry.secondOffice()));
    }

    public boolean isLicensed(LocalDate day) {
        return !day.isBefore(entry.licence().from())
                && !day.isAfter(entry.licence().until());
    }

    public Optional<Leave> leave(LocalDate day) {
        return leaves.stream()
                .filter(leave -> !day.isBefore(leave.from()) && !day.isAfter(Objects.requireNonNull(leave.until())))
                .findFirst();
    }

    /** Returns the code of the expert's office on the day's weekday. */
    public @Nullable String place(LocalDate day) {
        return entry.secondDays().contains(weekday(day)) ? entry.secondOffice() : entry.office();
    }

    /** Returns the weekday's name, as in {@link city.pishkhan.api.governance.Experts#WEEKDAYS}. */
    public static String weekday(LocalDate day) {
        return day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ENGLISH);
    }

    /** Returns {@code true} if the expert may work on a day, whichever the office. */
    public boolean isAvailable(LocalDate day) {
        return ended == null
                && !day.isBefore(LocalDate.ofInstant(entered, PersianDate.TEHRAN))
                && isLicensed(day)
                && leave(day).isEmpty();
    }

    /** Returns {@code true} if the expert may work on the day and is assigned to the office on its weekday. */
    public boolean isPresentAt(String office, LocalDate day) {
        return isAvailable(day) && office.equals(place(day));
    }

    /** Returns {@code true} if a deputy is needed at an office: its expert is licensed, but on leave or at the other office. */
    boolean isAbsentFrom(String office, LocalDate day) {
        return isAssignedTo(office) && isLicensed(day) && (leave(day).isPresent() || !office.equals(place(day)));
    }

    /** Returns the state for display: {@code working}, {@code on-leave}, {@code unlicensed} or {@code ended}. */
    public String state(LocalDate day) {
        if (ended != null) {
            return "ended";
        }
        if (!isLicensed(day)) {
            return "unlicensed";
        }
        return leave(day).isPresent() ? "on-leave" : "working";
    }
}
