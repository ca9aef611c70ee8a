/** Commands for logins, committees, approvals, experts and identity proofs. */
package city.pishkhan.shell.people;
