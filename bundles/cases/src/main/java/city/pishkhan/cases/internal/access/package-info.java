/** Who may see and change a case, what is masked for whom, and the record of who read it. Begin with {@link CaseAuthorization}. */
package city.pishkhan.cases.internal.access;
