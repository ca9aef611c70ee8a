package city.pishkhan.verification;

import city.pishkhan.proofs.Seal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of the verification of a journal.
 *
 * @param findings problems; empty if the journal is valid
 * @param entries number of entries
 * @param cases number of cases
 * @param seals number of seals
 * @param last last valid seal, or {@code null}
 * @param unsealed number of entries without a seal yet
 * @param witnessed number of the last seal confirmed by a witness's copy, 0 for none
 */
public record Report(
        List<Finding> findings,
        long entries,
        long cases,
        long seals,
        @Nullable Seal last,
        long unsealed,
        long witnessed) {
    public Report {
        findings = List.copyOf(findings);
    }

    public boolean hasNoFindings() {
        return findings.isEmpty();
    }

    /** Formats the report: the findings, one per line, then a summary. */
    public List<String> lines() {
        var lines = new java.util.ArrayList<>(
                findings.stream().map(Finding::toString).toList());
        lines.add(entries + " entries of " + cases + " cases, " + seals + " seals"
                + (last == null
                        ? ""
                        : ", sealed up to entry " + last.to() + " by seal " + last.number() + " of " + last.at())
                + ", " + unsealed + " entries not sealed yet; the next seal covers them");
        lines.add(
                witnessed == 0
                        ? "No witness was checked: a holder of the key could have rewritten everything."
                        : "A witness confirms seal " + witnessed + ".");
        lines.add(
                hasNoFindings()
                        ? "The journal is whole."
                        : "THE JOURNAL IS NOT WHOLE: " + findings.size() + " findings.");
        return lines;
    }
}
