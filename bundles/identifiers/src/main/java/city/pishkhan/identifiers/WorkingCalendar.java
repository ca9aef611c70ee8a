package city.pishkhan.identifiers;

import city.pishkhan.identifiers.OfficeHours.DayKind;
import city.pishkhan.identifiers.OfficeHours.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts office time: Saturday to Wednesday full, Thursday half, Friday and official holidays none, all of it data.
 * Time is counted to the instant, so that budgets add up: what a stopped clock left over is a budget again. A budget of
 * one day is one full office day of time, hence two Thursdays. Immutable; changed holidays are a new calendar with
 * another version, under which {@link Deadline}s are recomputed.
 */
public final class WorkingCalendar {
    private final String version;
    private final OfficeHours hours;
    private final SortedMap<LocalDate, String> holidays;
    private final PersianDate first;
    private final PersianDate last;

    /**
     * @param version names this very set of data; stored with every deadline that was computed from it
     * @param holidays official holidays by day, with their names
     * @param first first day for which the holidays are known
     * @param last last day for which they are; beyond, only the week counts
     */
    public WorkingCalendar(
            String version, OfficeHours hours, Map<PersianDate, String> holidays, PersianDate first, PersianDate last) {
        if (version.isBlank() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException("a calendar needs a version and a first day before its last");
        }
        var days = new TreeMap<LocalDate, String>();
        holidays.forEach((day, name) -> {
            if (day.compareTo(first) < 0 || day.compareTo(last) > 0) {
                throw new IllegalArgumentException("holiday " + day + " is outside " + first + " to " + last);
            }
            days.put(day.toLocalDate(), name);
        });
        this.version = version;
        this.hours = hours;
        this.holidays = days;
        this.first = first;
        this.last = last;
    }

    public String version() {
        return version;
    }

    /** The week without holidays. */
    public OfficeHours hours() {
        return hours;
    }

    /** Official holidays with their names, in order. */
    public SortedMap<LocalDate, String> holidays() {
        return Collections.unmodifiableSortedMap(holidays);
    }

    /** First day for which the holidays are known. */
    public PersianDate first() {
        return first;
    }

    /** Last day for which the holidays are known. */
    public PersianDate last() {
        return last;
    }

    /** Whether the holidays of that day are known; a deadline outside is only as good as the week. */
    public boolean covers(Instant instant) {
        var day = PersianDate.of(instant);
        return day.compareTo(first) >= 0 && day.compareTo(last) <= 0;
    }

    public DayKind kind(PersianDate day) {
        return kind(day.toLocalDate());
    }

    public Optional<String> holiday(PersianDate day) {
        return Optional.ofNullable(holidays.get(day.toLocalDate()));
    }

    /**
     * When the budget is used up. A budget that ends with an office day is due at its closing, not at the next opening;
     * one that starts outside office hours runs from the next opening; an empty one is due at once.
     */
    public Instant due(Instant start, WorkingTime budget) {
        Duration left = length(budget);
        if (left.isZero()) {
            return start;
        }
        for (LocalDate day = LocalDate.ofInstant(start, PersianDate.TEHRAN); ; day = day.plusDays(1)) {
            DayKind kind = kind(day);
            if (kind != DayKind.CLOSED) {
                Instant from = later(start, opening(day, kind));
                Duration open = Duration.between(from, closing(day, kind));
                if (left.compareTo(open) <= 0) {
                    return from.plus(left);
                }
                left = open.isNegative() ? left : left.minus(open);
            }
        }
    }

    /** The due instant with all that is needed to compute it anew. */
    public Deadline deadline(Instant start, WorkingTime budget) {
        return new Deadline(start, budget, version, due(start, budget));
    }

    /** Office time between two instants; zero where {@code end} is not after {@code start}. */
    public Duration between(Instant start, Instant end) {
        Duration sum = Duration.ZERO;
        LocalDate lastDay = LocalDate.ofInstant(end, PersianDate.TEHRAN);
        for (LocalDate day = LocalDate.ofInstant(start, PersianDate.TEHRAN);
                !day.isAfter(lastDay);
                day = day.plusDays(1)) {
            DayKind kind = kind(day);
            if (kind != DayKind.CLOSED) {
                Duration open = Duration.between(later(start, opening(day, kind)), earlier(end, closing(day, kind)));
                sum = open.isNegative() ? sum : sum.plus(open);
            }
        }
        return sum;
    }

    /** What of the budget is left at {@code now}; never less than nothing. */
    public WorkingTime left(Instant start, WorkingTime budget, Instant now) {
        Duration left = length(budget).minus(between(start, now));
        return WorkingTime.of(left.isNegative() ? Duration.ZERO : left);
    }

    /** Working days from {@code from} up to and without {@code to}; a half day counts 0.5. */
    public double workingDays(PersianDate from, PersianDate to) {
        int halves = 0;
        LocalDate end = to.toLocalDate();
        for (LocalDate day = from.toLocalDate(); day.isBefore(end); day = day.plusDays(1)) {
            halves += switch (kind(day)) {
                case FULL -> 2;
                case HALF -> 1;
                case CLOSED -> 0;
            };
        }
        return halves / 2.0;
    }

    /** The budget as office time: a day is a full office day. */
    public Duration length(WorkingTime budget) {
        return hours.full().length().multipliedBy(budget.days()).plus(budget.time());
    }

    private DayKind kind(LocalDate day) {
        return holidays.containsKey(day) ? DayKind.CLOSED : hours.kind(day.getDayOfWeek());
    }

    private Span span(DayKind kind) {
        return kind == DayKind.FULL ? hours.full() : hours.half();
    }

    private Instant opening(LocalDate day, DayKind kind) {
        return day.atTime(span(kind).opens()).atZone(PersianDate.TEHRAN).toInstant();
    }

    private Instant closing(LocalDate day, DayKind kind) {
        return day.atTime(span(kind).closes()).atZone(PersianDate.TEHRAN).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
