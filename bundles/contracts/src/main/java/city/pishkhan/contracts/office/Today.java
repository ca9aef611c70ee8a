package city.pishkhan.contracts.office;

import java.util.List;

/**
 * Cases of the caller's office that need the counter, and those that were issued today. A case is in one list.
 *
 * @param unpaid   whose applicant has to pay, newest first
 * @param sentBack that came back after they were submitted, newest first
 * @param issued   that were approved today, latest first
 * @param more     whether the office has more cases than were read
 */
public record Today(
        List<CaseList.Line> unpaid, List<CaseList.Line> sentBack, List<CaseList.Line> issued, boolean more) {}
