/** What citizens report of buildings, without anybody hearing who did. Begin with {@link ViolationReportService}. */
package city.pishkhan.violations.internal;
