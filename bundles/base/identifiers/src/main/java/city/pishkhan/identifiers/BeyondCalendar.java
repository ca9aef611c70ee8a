package city.pishkhan.identifiers;

/**
 * Thrown if a computation needs days whose holidays are not announced yet. Treating such holidays as working days would
 * give wrong deadlines.
 */
public final class BeyondCalendar extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    BeyondCalendar(WorkingCalendar calendar, PersianDate day) {
        super("the calendar " + calendar.version() + " has the holidays of " + calendar.first() + " to "
                + calendar.last() + "; deadlines cannot be calculated beyond " + day);
    }
}
