package city.pishkhan.identifiers;

import city.pishkhan.identifiers.OfficeHours.DayKind;
import city.pishkhan.identifiers.OfficeHours.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts office time by the opening hours of full and half days and by the official holidays, all of which are data.
 * Time is counted exactly: if a deadline's clock is stopped, the remaining time is the budget for its continuation. A
 * budget of one day is the length of a full office day, so it needs two half days, e.g. two Thursdays. Days whose
 * holidays are unknown cannot be counted, see {@link BeyondCalendar}.
 *
 * <p>Immutable. Changed holidays result in a new calendar with another {@link #identity}, under which {@link Deadline}s
 * are recomputed.
 */
public final class WorkingCalendar {
    /** number of characters of the digest in an identity */
    private static final int DIGEST = 16;

    private final String version;
    private final OfficeHours hours;
    private final SortedMap<LocalDate, String> holidays;
    private final PersianDate first;
    private final PersianDate last;
    private final LocalDate firstDay;
    private final LocalDate lastDay;
    private final String identity;

    /**
     * @param version  name of this set of data, for people
     * @param holidays official holidays by day, with their names
     * @param first    first day for which the holidays are known
     * @param last     last day for which the holidays are known
     * @throws IllegalArgumentException if the version is blank, {@code last} is before {@code first}, or a holiday
     *     is outside this period
     */
    public WorkingCalendar(
            String version, OfficeHours hours, Map<PersianDate, String> holidays, PersianDate first, PersianDate last) {
        if (version.isBlank() || first.compareTo(last) > 0) {
            throw new IllegalArgumentException("a calendar must have a version and a first day before its last day");
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
        this.firstDay = first.toLocalDate();
        this.lastDay = last.toLocalDate();
        this.identity = version + "#"
                + Sha256.hex(identityText().getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST);
    }

    /**
     * Returns all data that affect office time, as text. The names of holidays do not affect office time and are
     * omitted.
     */
    private String identityText() {
        return hours.full() + "|" + new TreeSet<>(hours.fullDays()) + "|" + hours.half() + "|"
                + new TreeSet<>(hours.halfDays()) + "|" + first + "|" + last + "|" + holidays.keySet();
    }

    /**
     * Identifies the data of this calendar, independent of {@link #version}. Calendars with different identities may
     * compute different deadlines. The identity is stored with every deadline that this calendar computed.
     */
    public String identity() {
        return identity;
    }

    public String version() {
        return version;
    }

    /** Opening hours in a week without holidays. */
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

    /** Returns {@code true} if the holidays of that day are known. */
    public boolean isCovered(Instant instant) {
        var day = PersianDate.of(instant);
        return day.compareTo(first) >= 0 && day.compareTo(last) <= 0;
    }

    /** @throws BeyondCalendar for a day whose holidays are not known */
    public DayKind kind(PersianDate day) {
        return kind(day.toLocalDate());
    }

    public Optional<String> holiday(PersianDate day) {
        return Optional.ofNullable(holidays.get(day.toLocalDate()));
    }

    /**
     * The instant at which the budget is used up. A budget that ends with an office day is due at closing time, not at the next
     * opening. A budget that starts outside office hours runs from the next opening. An empty budget is due at {@code start}.
     *
     * @throws BeyondCalendar if a day whose holidays are not known would have to be counted
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

    /**
     * The latest start for which the budget is used up by {@code end}. If {@code end} is within office hours, {@link
     * #due} of the result and the budget is {@code end}.
     *
     * @throws BeyondCalendar if a day whose holidays are not known would have to be counted
     */
    public Instant latestStart(Instant end, WorkingTime budget) {
        Duration left = length(budget);
        if (left.isZero()) {
            return end;
        }
        for (LocalDate day = LocalDate.ofInstant(end, PersianDate.TEHRAN); ; day = day.minusDays(1)) {
            DayKind kind = kind(day);
            if (kind != DayKind.CLOSED) {
                Instant to = earlier(end, closing(day, kind));
                Duration open = Duration.between(opening(day, kind), to);
                if (left.compareTo(open) <= 0) {
                    return to.minus(left);
                }
                left = open.isNegative() ? left : left.minus(open);
            }
        }
    }

    /**
     * The due instant, with the values needed to recompute it.
     *
     * @throws BeyondCalendar as {@link #due}
     */
    public Deadline deadline(Instant start, WorkingTime budget) {
        return new Deadline(start, budget, identity, due(start, budget));
    }

    /**
     * Office time between two instants; zero if {@code end} is not after {@code start}.
     *
     * @throws BeyondCalendar as {@link #due}
     */
    public Duration between(Instant start, Instant end) {
        Duration sum = Duration.ZERO;
        LocalDate until = LocalDate.ofInstant(end, PersianDate.TEHRAN);
        for (LocalDate day = LocalDate.ofInstant(start, PersianDate.TEHRAN);
                !day.isAfter(until);
                day = day.plusDays(1)) {
            DayKind kind = kind(day);
            if (kind != DayKind.CLOSED) {
                Duration open = Duration.between(later(start, opening(day, kind)), earlier(end, closing(day, kind)));
                sum = open.isNegative() ? sum : sum.plus(open);
            }
        }
        return sum;
    }

    /** The rest of the budget at {@code now}; zero if it is used up. */
    public WorkingTime remaining(Instant start, WorkingTime budget, Instant now) {
        Duration left = length(budget).minus(between(start, now));
        return WorkingTime.of(left.isNegative() ? Duration.ZERO : left);
    }

    /**
     * Working days from {@code from} inclusive to {@code to} exclusive; a half day counts 0.5.
     *
     * @throws BeyondCalendar as {@link #due}
     */
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
        if (day.isBefore(firstDay) || day.isAfter(lastDay)) {
            throw new BeyondCalendar(this, PersianDate.of(day));
        }
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
