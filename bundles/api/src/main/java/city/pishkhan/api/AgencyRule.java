package city.pishkhan.api;

import java.time.Duration;
import java.util.List;

/**
 * How a stage treats one agency.
 *
 * @param workingDays  time to answer, from delivery, in working days of the rule set's calendar; 0 means {@code clock} counts
 * @param clock        time to answer as plain hours, or {@code null}
 * @param silence      what happens when the time is up
 * @param shows        names of the facts that the agency is shown, and over which the digest goes
 * @param attachments  roles of the papers it gets, e.g. {@code plan}
 * @param onReject     {@code refuse} the case or {@code send-back} it to the first stage of {@code sendBack}
 * @param extensions   how often it may ask for more time
 */
public record AgencyRule(
        int workingDays,
        Duration clock,
        Silence silence,
        List<String> shows,
        List<String> attachments,
        String onReject,
        int extensions) {
    public AgencyRule {
        shows = List.copyOf(shows);
        attachments = List.copyOf(attachments);
    }
}
