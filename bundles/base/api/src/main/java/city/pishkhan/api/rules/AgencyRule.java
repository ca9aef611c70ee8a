package city.pishkhan.api.rules;

import city.pishkhan.api.rules.RuleKey.Form;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stage's rules for one agency. Times to answer, to extend and before reminders are working time such as {@code 15d}
 * or {@code 4h} ({@link city.pishkhan.identifiers.WorkingTime}), or clock time such as {@code PT24H}. {@link RuleKey}
 * describes each key.
 *
 * @param workingDays time to answer in working days; 0 if {@code clock} applies
 * @param clock       time to answer in clock time; {@code null} if {@code workingDays} applies
 * @param reminders   times before the deadline at which the agency is reminded, the longest first
 * @param undelivered {@code true} if an undelivered inquiry has a deadline too; a missed one is escalated
 */
public record AgencyRule(
        @RuleKey(
                        value = "Time to answer, from delivery, in working days.",
                        minimum = 1,
                        maximum = 365,
                        compared = "time")
                int workingDays,
        @RuleKey(value = "Time to answer in plain hours, e.g. PT24H.", compared = "time") Duration clock,
        @RuleKey(value = "Effect of the agency's silence.", required = true) Silence silence,
        @RuleKey(
                        value = "Facts that the agency can see. If one of them changes, the agency is asked again.",
                        form = Form.NAME,
                        required = true,
                        minimum = 1)
                List<String> shows,
        @RuleKey("Kinds of papers that the agency receives.") List<String> attachments,
        @RuleKey(
                        value = "Effect of the agency's objection on the case.",
                        choices = {"refuse", "send-back"},
                        absent = "refuse")
                String onReject,
        @RuleKey(
                        value = "Maximum number of extensions that the agency may request.",
                        maximum = 10,
                        compared = "allExtensions")
                int extensions,
        @RuleKey(
                        value =
                                "Maximum total time of all extensions after the first deadline, as working time (20d, 4h) or plain"
                                        + " time (PT24H). Default: the agency's time to answer.",
                        form = Form.SPAN,
                        compared = "allExtensions")
                @Nullable
                String extension,
        @RuleKey(
                        value =
                                "Times before the deadline at which the agency is reminded, the earliest first, as working time"
                                        + " (5d, 4h) or plain time (PT4H).",
                        form = Form.SPAN,
                        minimum = 1,
                        maximum = 2)
                List<String> reminders,
        @RuleKey(
                        value = "Undeliverable inquiry: escalate = deadline from its creation, after which the"
                                + " delay is reported (default); wait = no deadline. It never counts as silence.",
                        choices = {"escalate", "wait"},
                        absent = "escalate")
                boolean undelivered) {
    public AgencyRule {
        shows = List.copyOf(shows);
        attachments = List.copyOf(attachments);
        reminders = List.copyOf(reminders);
        extension = extension == null ? time(workingDays, clock) : extension;
    }

    /** Creates a rule without reminders; all extensions together may not exceed the time to answer. */
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

    /** The time to answer as text, e.g. {@code 15d} or {@code PT24H}. */
    public String time() {
        return time(workingDays, clock);
    }

    /** The maximum number of extensions and, if any is permitted, their maximum total time, as text. */
    public String allExtensions() {
        return extensions == 0 ? "0" : extensions + " (" + extension + ")";
    }

    private static String time(int workingDays, Duration clock) {
        return clock == null ? workingDays + "d" : clock.toString();
    }
}
