package city.pishkhan.violations.internal;

import java.util.UUID;

/**
 * Who reports.
 *
 * @param person opaque id
 * @param number by which the person logged in, see {@link city.pishkhan.api.persons.Persons#number}: reports are shown by it alone, for an office
 *               may have written a number of its own down for the same person
 */
record Reporter(UUID person, String number) {}
