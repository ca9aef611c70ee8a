/** Who may what: logins, seats, approvals, experts, proofs of numbers. */
package city.pishkhan.shell.people;
