/** The timer of the cases: deadlines, holds, months, what is sent again. Begin with {@link CaseScheduler}. */
package city.pishkhan.cases.internal.scheduling;
