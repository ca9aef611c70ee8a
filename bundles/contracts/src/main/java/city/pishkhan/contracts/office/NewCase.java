package city.pishkhan.contracts.office;

import java.util.List;

/**
 * @param service    e.g. {@code building-permit}
 * @param subject    renovation code of the property, e.g. {@code 22-3-17-4-1-0-0}
 * @param applicants at least one owner
 * @param request    what is asked for
 */
public record NewCase(String service, String subject, List<Applicant> applicants, Request request) {}
