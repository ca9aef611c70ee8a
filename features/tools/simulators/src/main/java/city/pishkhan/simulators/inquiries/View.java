package city.pishkhan.simulators.inquiries;

/**
 * An inquiry in the partner's replies, independent of the protocol.
 *
 * @param id        id of the inquiry
 * @param digest    digest of the inquiry's content
 * @param reference the partner's reference
 * @param state     {@code OPEN}, {@code ANSWERED}, {@code WITHDRAWN} or {@code SUPERSEDED}
 * @param answer    last answer, or {@code null} if there is none yet
 */
public record View(String id, String digest, String reference, String state, Decision answer) {}
