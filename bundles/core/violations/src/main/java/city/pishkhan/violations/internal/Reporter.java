package city.pishkhan.violations.internal;

import java.util.UUID;

/**
 * The person who makes a report.
 *
 * @param person opaque id
 * @param number number by which the person logged in, see {@link city.pishkhan.api.persons.Persons#number}. Reports are
 *     shown to logins with this number only, because an office could record its own number for the person and log in
 *     with it.
 */
record Reporter(UUID person, String number) {}
