package city.pishkhan.identifiers;

/** Time cannot be counted over days whose holidays nobody has announced: a guess would count holidays as working days. */
public final class BeyondCalendar extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    BeyondCalendar(WorkingCalendar calendar, PersianDate day) {
        super("the calendar " + calendar.version() + " knows the holidays of " + calendar.first() + " to "
                + calendar.last() + "; time cannot be counted over " + day);
    }
}
