/**
 * Users at the doors: clerks and district officers, experts, officers of agencies, payers at the bank's page. Begin with
 * {@link city.pishkhan.testkit.people.Clerk}.
 */
package city.pishkhan.testkit.people;
