package city.pishkhan.contracts.citizen;

import city.pishkhan.contracts.OneOf;

/**
 * The citizen's consent or objection to the use of archived papers for a case.
 *
 * @param answer {@code yes}: the hub may use archived papers, including identity papers given for another service; {@code no}: it uses no
 *               papers of this citizen
 */
public record ArchiveAnswer(@OneOf({"yes", "no"}) String answer) {}
