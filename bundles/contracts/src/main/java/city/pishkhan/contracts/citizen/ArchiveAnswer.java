package city.pishkhan.contracts.citizen;

import city.pishkhan.contracts.OneOf;

/**
 * What one says to the archive's use for one's case.
 *
 * @param answer {@code yes}, also to identity papers that one gave for another service; or {@code no}, and nothing of one's own is used
 *               any more
 */
public record ArchiveAnswer(@OneOf({"yes", "no"}) String answer) {}
