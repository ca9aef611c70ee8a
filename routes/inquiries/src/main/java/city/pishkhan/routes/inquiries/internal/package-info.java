/**
 * Inquiries and notices to agencies, with one set of routes per file {@code etc/city.pishkhan.agency-<agency>.cfg}. Begin with
 * {@link InquiryRoutes}.
 */
@NullMarked
package city.pishkhan.routes.inquiries.internal;

import org.jspecify.annotations.NullMarked;
