/**
 * Inquiries and notices to agencies, with one set of routes per file {@code etc/city.pishkhan.agency-<agency>.cfg}. Begin with
 * {@link InquiryRoutes}.
 */
package city.pishkhan.routes.inquiries.internal;
