package city.pishkhan.api.rules;

import java.time.Duration;
import java.util.List;

/**
 * A stage's rules for one agency. Times to answer, to extend and before reminders are working time such as {@code 15d} or {@code
 * 4h} ({@link city.pishkhan.identifiers.WorkingTime}), or clock time such as {@code PT24H}.
 *
 * @param workingDays time to answer, from delivery, in working days of the rule set's calendar; 0 if {@code clock} applies
 * @param clock       time to answer in clock time, or {@code null}
 * @param silence     consequence of a missed deadline, if the agency had received the inquiry
 * @param shows       names of the facts that are sent to the agency and enter the digest
 * @param attachments roles of the papers that are sent, e.g. {@code plan}
 * @param onReject    {@code refuse} the case, or {@code send-back} to the first stage of {@code sendBack}
 * @param extensions  maximum number of extensions
 * @param extension   total time that all extensions may add to the first deadline
 * @param reminders   times before the deadline at which the agency is reminded, the longest first; up to two
 * @param undelivered whether an undelivered inquiry has a deadline too, counted from its creation. A missed one is escalated, and
 *                    never counts as the agency's silence
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

    /** Creates a rule without reminders, whose extensions may add the time to answer once. */
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
