package city.pishkhan.contracts.oversight;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;

/**
 * Figures of the cases opened in a period.
 *
 * @param by    {@code district}, {@code office}, {@code service}, {@code agency} or {@code day}
 * @param from  first day, Gregorian, in Tehran
 * @param to    last day, Gregorian, in Tehran
 * @param items one line per value of {@code by}
 */
public record Statistics(
        @OneOf({"district", "office", "service", "agency", "day"}) String by,
        LocalDate from,
        LocalDate to,
        List<Line> items) {

    /**
     * Figures of one group. Members without data are absent.
     *
     * @param key                    number of the district, code of the office, name of the service or agency, day of
     *                               opening in Tehran as {@code 2026-11-25}
     * @param opened                 number of opened cases; if grouped by agency, number of opened cases with an
     *                               inquiry to the agency
     * @param approved               number of opened cases that were approved
     * @param refused                number of opened cases that were refused
     * @param withdrawn              number of opened cases that were withdrawn
     * @param pending                number of opened cases that are not decided yet
     * @param medianCaseHours        median hours from opening to decision
     * @param asked                  number of inquiries of the opened cases, without superseded and withdrawn inquiries
     * @param answered               number of these inquiries that are answered
     * @param answeredInTime         inquiries answered before their deadline
     * @param late                   inquiries answered after their deadline, or unanswered with a passed deadline
     * @param medianAnswerHours      median hours from the agency's receipt to its answer
     * @param sheetsSaved            number of paper sheets saved: one for each delivered inquiry, each answer and each
     *                               sheet attached to a delivered inquiry; unless grouped by agency, also one for each
     *                               paper taken from the archive
     * @param medianCaseHoursSaved   median hours saved by a case compared with paper processing, for which the city sets the figure
     * @param medianAnswerHoursSaved median hours saved by an answer compared with paper processing
     */
    public record Line(
            String key,
            long opened,
            long approved,
            long refused,
            long withdrawn,
            long pending,
            @Nullable Double medianCaseHours,
            long asked,
            long answered,
            long answeredInTime,
            long late,
            @Nullable Double medianAnswerHours,
            long sheetsSaved,
            @Nullable Double medianCaseHoursSaved,
            @Nullable Double medianAnswerHoursSaved) {}
}
