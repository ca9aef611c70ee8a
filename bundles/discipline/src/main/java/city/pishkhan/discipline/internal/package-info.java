/**
 * Complaints and what the hub notices by itself, from their coming in to the hearing and the committee's decision. Begin with {@link
 * DisciplineService}.
 */
package city.pishkhan.discipline.internal;
