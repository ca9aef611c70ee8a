package city.pishkhan.simulators.inquiries;

/**
 * What a protocol shows of an inquiry that its partner holds.
 *
 * @param reference the partner's own
 * @param state     {@code OPEN}, {@code ANSWERED}, {@code WITHDRAWN} or {@code SUPERSEDED}
 * @param answer    what was said last, or {@code null} if nothing was said yet
 */
public record View(String id, String digest, String reference, String state, Decision answer) {}
