package city.pishkhan.api.cases;

import java.util.UUID;

/**
 * What of a case is nobody's personal data, for whoever goes on to something that belongs to it: read without its people, papers and
 * inquiries.
 *
 * @param number  as people say it
 * @param service that is asked for
 * @param subject the property, vehicle or the like
 * @param version goes up with every change
 * @param ruleSet hash of the rules that it is decided by
 */
public record CaseReference(UUID id, String number, String service, String subject, long version, String ruleSet) {}
