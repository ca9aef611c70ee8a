package city.pishkhan.originals.internal;

import city.pishkhan.api.archive.ArchiveDocuments;
import city.pishkhan.api.archive.ArchiveDocuments.Owners;
import city.pishkhan.api.cases.Attestations.Attestation;
import city.pishkhan.api.cases.Attestations.Step;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.originals.internal.AttestationRepository.StepRow;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Builds views of attestations. */
final class AttestationViews {
    private final ArchiveDocuments documents;
    private final AttestationSealer attestationSeal;

    AttestationViews(ArchiveDocuments documents, AttestationSealer attestationSeal) {
        this.documents = documents;
        this.attestationSeal = attestationSeal;
    }

    /** The property and people to whom the papers of a case belong. */
    static Owners owners(CaseView view) {
        return new Owners(
                view.subject(),
                view.applicants().stream().map(Applicant::nationalId).toList());
    }

    /**
     * Returns the attestations of a case's papers: documents of the case's owners whose kind and scans match a paper of
     * the case.
     */
    List<AttestationRow> listRows(Handle sql, CaseView view) {
        return AttestationRepository.listByOwners(sql, documents.ownerNumbers(owners(view))).stream()
                .filter(row -> view.papers().stream()
                        .anyMatch(paper ->
                                paper.kind().equals(row.kind()) && row.sheets().contains(paper.sha256())))
                .toList();
    }

    Attestation toView(Handle sql, AttestationRow row) {
        return toViews(sql, List.of(row)).get(0);
    }

    List<Attestation> toViews(Handle sql, List<AttestationRow> rows) {
        Map<UUID, List<StepRow>> steps =
                AttestationRepository.steps(
                                sql, rows.stream().map(AttestationRow::id).toList())
                        .stream()
                        .collect(Collectors.groupingBy(StepRow::attestation));
        return rows.stream()
                .map(row -> view(row, steps.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private Attestation view(AttestationRow row, List<StepRow> steps) {
        return new Attestation(
                row.id(),
                row.caseId(),
                row.kind(),
                row.sheets(),
                attestationSeal.open(row).orElse(null),
                row.office(),
                row.at(),
                row.state(),
                row.original(),
                steps.stream().map(this::step).toList());
    }

    private Step step(StepRow row) {
        return new Step(
                row.step(),
                row.caseId(),
                row.party(),
                row.at(),
                attestationSeal.openReason(row.reasonId(), row.caseId(), row.reason()),
                row.sheet());
    }
}
