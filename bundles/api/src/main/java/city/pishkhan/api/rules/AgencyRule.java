package city.pishkhan.api.rules;

import java.time.Duration;
import java.util.List;

/**
 * How a stage treats one agency. Times to answer, to extend and before reminders are working time such as {@code 15d} or {@code 4h}
 * ({@link city.pishkhan.identifiers.WorkingTime}), or plain time such as {@code PT24H}.
 *
 * @param workingDays  time to answer, from delivery, in working days of the rule set's calendar; 0 means {@code clock} counts
 * @param clock        time to answer as plain hours, or {@code null}
 * @param silence      what happens when the time is up and the agency had the inquiry
 * @param shows        names of the facts that the agency is shown, and over which the digest goes
 * @param attachments  roles of the papers it gets, e.g. {@code plan}
 * @param onReject     {@code refuse} the case or {@code send-back} it to the first stage of {@code sendBack}
 * @param extensions   how often it may ask for more time
 * @param extension    how much time all its extensions may add to the first deadline
 * @param reminders    how long before the deadline it is reminded, the earliest first; at most two
 * @param undelivered  whether an inquiry that does not reach it has a deadline too, counted from the asking; when it is up that is told, and
 *                     never counts as the agency's silence
 */
public record AgencyRule(
        int workingDays,
        Duration clock,
        Silence silence,
        List<String> shows,
        List<String> attachments,
        String onReject,
        int extensions,
        String extension,
        List<String> reminders,
        boolean undelivered) {
    public AgencyRule {
        shows = List.copyOf(shows);
        attachments = List.copyOf(attachments);
        reminders = List.copyOf(reminders);
        extension = extension == null ? time(workingDays, clock) : extension;
    }

    /** One without reminders that may extend by its time to answer once more. */
    public AgencyRule(
            int workingDays,
            Duration clock,
            Silence silence,
            List<String> shows,
            List<String> attachments,
            String onReject,
            int extensions) {
        this(workingDays, clock, silence, shows, attachments, onReject, extensions, null, List.of(), true);
    }

    /** The time to answer. */
    public String time() {
        return time(workingDays, clock);
    }

    private static String time(int workingDays, Duration clock) {
        return clock == null ? workingDays + "d" : clock.toString();
    }
}
