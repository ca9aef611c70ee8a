package city.pishkhan.api.cases;

import java.util.UUID;

/**
 * The data of a case that are not personal. Reading them is cheap, because persons, papers and inquiries are not loaded.
 *
 * @param number  case number for people
 * @param service service that the case is for
 * @param subject the property, vehicle or the like
 * @param version increases with every change
 * @param ruleSet hash of the rule set that decides the case
 */
public record CaseReference(UUID id, String number, String service, String subject, long version, String ruleSet) {}
