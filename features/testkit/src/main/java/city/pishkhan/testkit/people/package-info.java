/**
 * What people do at the doors: clerks and districts, experts, an agency's officers, payers at the bank's page. Begin with {@link
 * city.pishkhan.testkit.people.Clerk}.
 */
package city.pishkhan.testkit.people;
