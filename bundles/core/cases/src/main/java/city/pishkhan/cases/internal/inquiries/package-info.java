/**
 * Communication with agencies: answers, extension requests, reminders, deadlines and repeated dispatch. Uses the engine. Begin with
 * {@link InquiryService}.
 */
@NullMarked
package city.pishkhan.cases.internal.inquiries;

import org.jspecify.annotations.NullMarked;
