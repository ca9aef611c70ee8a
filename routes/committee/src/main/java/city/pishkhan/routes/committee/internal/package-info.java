/** Door of the committees, the institute and the treasury. Begin with {@link CommitteeDoor}. */
package city.pishkhan.routes.committee.internal;
