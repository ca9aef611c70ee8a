package city.pishkhan.identifiers;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;

/** Opening hours of offices in a week without holidays. Full and half days have separate hours; a weekday in neither set is closed. */
public record OfficeHours(Span full, Set<DayOfWeek> fullDays, Span half, Set<DayOfWeek> halfDays) {
    /** Kind of a day by its opening hours. */
    public enum DayKind {
        FULL,
        HALF,
        CLOSED
    }

    /** Opening hours within one day, in Tehran. */
    public record Span(LocalTime opens, LocalTime closes) {
        public Span {
            if (!opens.isBefore(closes)) {
                throw new IllegalArgumentException("opens at " + opens + " but closes at " + closes);
            }
        }

        public Duration length() {
            return Duration.between(opens, closes);
        }
    }

    /** Saturday to Wednesday 8:00 to 16:00, Thursday 8:00 to 12:00. */
    public static final OfficeHours STANDARD = new OfficeHours(
            new Span(LocalTime.of(8, 0), LocalTime.of(16, 0)),
            EnumSet.complementOf(EnumSet.of(DayOfWeek.THURSDAY, DayOfWeek.FRIDAY)),
            new Span(LocalTime.of(8, 0), LocalTime.of(12, 0)),
            EnumSet.of(DayOfWeek.THURSDAY));

    /** @throws IllegalArgumentException if no day is a full day, or a day is both full and half */
    public OfficeHours {
        fullDays = Set.copyOf(fullDays);
        halfDays = Set.copyOf(halfDays);
        if (fullDays.isEmpty()) {
            throw new IllegalArgumentException("no weekday is a full working day");
        }
        for (DayOfWeek day : halfDays) {
            if (fullDays.contains(day)) {
                throw new IllegalArgumentException(day + " is both a full and a half day");
            }
        }
    }

    public DayKind kind(DayOfWeek day) {
        if (fullDays.contains(day)) {
            return DayKind.FULL;
        }
        return halfDays.contains(day) ? DayKind.HALF : DayKind.CLOSED;
    }
}
