/** Periodic tasks of cases: deadlines, holds, months, repeated dispatch. Begin with {@link CaseScheduler}. */
package city.pishkhan.cases.internal.scheduling;
