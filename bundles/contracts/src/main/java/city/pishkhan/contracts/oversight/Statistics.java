package city.pishkhan.contracts.oversight;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;

/**
 * Figures of the cases that were opened in a span of days.
 *
 * @param by    {@code district}, {@code office}, {@code service}, {@code agency} or {@code day}
 * @param from  first day, Gregorian, in Tehran
 * @param to    last day, Gregorian, in Tehran
 * @param items a line per value
 */
public record Statistics(
        @OneOf({"district", "office", "service", "agency", "day"}) String by,
        LocalDate from,
        LocalDate to,
        List<Line> items) {

    /**
     * One line. Absent members have nothing to be counted from.
     *
     * @param key                  number of the district, code of the office, name of the service or agency, day of opening in Tehran as {@code 2026-11-25}
     * @param opened               cases; by agency: cases that asked it
     * @param approved             of them
     * @param refused              of them
     * @param withdrawn            of them
     * @param pending              of them, neither of these
     * @param medianCaseHours      hours from opening to the decision, median
     * @param asked                inquiries, without those that were superseded or withdrawn
     * @param answered             of them
     * @param answeredInTime       of them, before their time was up
     * @param late                 of them, answered after their time was up, or not at all and it is up
     * @param medianAnswerHours    hours from the agency's receipt to its answer, median
     * @param sheetsSaved          sheets of paper that nobody had to carry: each inquiry, each answer, each sheet shown with one; not by
     *                             agency also each paper that the archive had
     * @param medianCaseHoursSaved hours by which cases were faster than in the paper world, median; the city's own figure for that world
     * @param medianAnswerHoursSaved hours by which answers were faster than in the paper world, median
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
