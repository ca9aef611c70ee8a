package city.pishkhan.contracts.office.forms;

import city.pishkhan.contracts.office.cases.CaseList;
import java.util.List;

/**
 * Cases of the caller's office that need work at the counter, and cases approved today. Each case is in one list.
 *
 * @param unpaid   cases that await a payment of the applicant, newest first
 * @param sentBack cases sent back after their submission, newest first
 * @param issued   cases approved today, latest first
 * @param more     {@code true} if the office has more cases than were read
 */
public record Today(
        List<CaseList.Line> unpaid, List<CaseList.Line> sentBack, List<CaseList.Line> issued, boolean more) {}
