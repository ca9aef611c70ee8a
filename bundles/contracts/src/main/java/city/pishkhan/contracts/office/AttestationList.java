package city.pishkhan.contracts.office;

import java.util.List;

/**
 * Attestations of the papers of a case.
 *
 * @param items  oldest first
 * @param papers those that the archive keeps and nobody has attested yet
 */
public record AttestationList(List<Attestation> items, List<PaperReference> papers) {}
