/** Inquiries and notices to agencies, one set of routes for each file {@code etc/city.pishkhan.agency-<agency>.cfg}. Begin with {@link InquiryRoutes}. */
package city.pishkhan.routes.inquiries.internal;
