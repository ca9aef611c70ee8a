package city.pishkhan.governance.internal.experts;

import city.pishkhan.api.governance.Experts.Entry;
import city.pishkhan.api.governance.Experts.Leave;
import city.pishkhan.identifiers.PersianDate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One expert as the register has it, and where that expert is on a day (Tehran).
 *
 * @param person as logins carry it
 * @param logins all that the expert ever had
 * @param leaves that were not taken back, the earliest first
 * @param ended  {@code null} for one who works
 */
public record ExpertRow(
        UUID id, String person, Entry entry, Set<String> logins, List<Leave> leaves, Instant entered, Instant ended) {
    public ExpertRow {
        logins = Set.copyOf(logins);
        leaves = List.copyOf(leaves);
    }

    /** Whether it is the expert of an office, on whatever day. */
    public boolean of(String office) {
        return ended == null && (entry.office().equals(office) || office.equals(entry.secondOffice()));
    }

    public boolean licensed(LocalDate day) {
        return !day.isBefore(entry.licence().from())
                && !day.isAfter(entry.licence().until());
    }

    public Optional<Leave> leave(LocalDate day) {
        return leaves.stream()
                .filter(leave -> !day.isBefore(leave.from()) && !day.isAfter(leave.until()))
                .findFirst();
    }

    /** Code of the office of that day of the week. */
    public String place(LocalDate day) {
        return entry.secondDays().contains(weekday(day)) ? entry.secondOffice() : entry.office();
    }

    /** Its name, as {@link city.pishkhan.api.governance.Experts#WEEKDAYS} has it. */
    public static String weekday(LocalDate day) {
        return day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ENGLISH);
    }

    /** Whether the expert may work as such on a day, wherever. */
    public boolean able(LocalDate day) {
        return ended == null
                && !day.isBefore(LocalDate.ofInstant(entered, PersianDate.TEHRAN))
                && licensed(day)
                && leave(day).isEmpty();
    }

    /** Whether the expert is at an office and may work there. */
    public boolean at(String office, LocalDate day) {
        return able(day) && place(day).equals(office);
    }

    /** Whether a deputy is called for at an office: its expert is licensed, and on leave or at the other office. */
    boolean absent(String office, LocalDate day) {
        return of(office)
                && licensed(day)
                && (leave(day).isPresent() || !place(day).equals(office));
    }

    /** For people: {@code working}, {@code on-leave}, {@code unlicensed} or {@code ended}. */
    public String state(LocalDate day) {
        if (ended != null) {
            return "ended";
        }
        if (!licensed(day)) {
            return "unlicensed";
        }
        return leave(day).isPresent() ? "on-leave" : "working";
    }
}
