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
     * @param key                    number of the district, code of the office, name of the service or agency, day of opening in Tehran as
     *                               {@code 2026-11-25}
     * @param opened                 number of opened cases; by agency: cases with an inquiry to it
     * @param approved               approved cases of these
     * @param refused                refused cases of these
     * @param withdrawn              withdrawn cases of these
     * @param pending                undecided cases of these
     * @param medianCaseHours        median hours from opening to decision
     * @param asked                  number of inquiries, without superseded and withdrawn ones
     * @param answered               answered inquiries of these
     * @param answeredInTime         inquiries answered before their deadline
     * @param late                   inquiries answered after their deadline, or unanswered with a passed deadline
     * @param medianAnswerHours      median hours from the agency's receipt to its answer
     * @param sheetsSaved            saved sheets of paper: each inquiry, each answer and each sheet shown with one; unless grouped by
     *                               agency, also each paper that the archive had
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
