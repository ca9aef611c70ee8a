/** Reports of building violations by citizens, whose identity stays confidential. Begin with {@link ViolationReportService}. */
package city.pishkhan.violations.internal;
