package city.pishkhan.contracts.office.attestations;

import city.pishkhan.contracts.office.papers.PaperReference;
import java.util.List;

/**
 * Attestations of the papers of a case.
 *
 * @param items  attestations, oldest first
 * @param papers papers in the archive without an attestation
 */
public record AttestationList(List<Attestation> items, List<PaperReference> papers) {}
