/**
 * What agencies say, and when: their answers, their wishes for more time, reminders, deadlines, what is sent again. Uses the engine.
 * Begin with {@link InquiryService}.
 */
package city.pishkhan.cases.internal.inquiries;
