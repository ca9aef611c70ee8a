/**
 * Complaints and the hub's own signals, from their receipt to the hearing and the committee's decision. Begin with
 * {@link DisciplineService}.
 */
package city.pishkhan.discipline.internal;
